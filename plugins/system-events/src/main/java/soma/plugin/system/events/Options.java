/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The options that a request may have in its body, and what they are called in the query of a document.
 *
 * @param name    what they are called in errors
 * @param options what there is
 */
record Options(String name, List<Option> options) {
    private static final List<String> STATES = List.of("open", "closed", "any");

    private enum Type {
        TEXT,
        FLAG,
        NUMBER,
        ID,
        SORT,
        /** Sets a parameter to a fixed text. */
        CHOICE,
        STATE
    }

    /**
     * One option.
     *
     * @param field     its name in the body
     * @param parameter its name in the query; for a choice with the text after an equals sign
     */
    private record Option(String field, Type type, String parameter) {
        private void put(Body body, Map<String, String> query) throws BadBodyException {
            switch (type) {
                case TEXT -> putText(query, parameter, body.text(field));
                case FLAG -> putText(query, parameter, body.flag(field) ? "true" : "");
                case NUMBER -> {
                    long number = body.integer(field);
                    putText(query, parameter, number == 0 ? "" : Long.toString(number));
                }
                case ID -> {
                    long id = body.id(field);
                    putText(query, parameter, id == 0 ? "" : Long.toString(id));
                }
                case SORT -> putText(query, parameter, body.text(field, "server.SortOpt"));
                case CHOICE -> {
                    int equals = parameter.indexOf('=');
                    String chosen = body.flag(field) ? parameter.substring(equals + 1) : "";
                    putText(query, parameter.substring(0, equals), chosen);
                }
                case STATE -> putText(query, parameter, state(body.integer(field, "server.ConnState")));
            }
        }

        private static void putText(Map<String, String> query, String name, String text) {
            if (!text.isEmpty()) {
                query.put(name, text);
            }
        }

        private static String state(long number) {
            return number >= 0 && number < STATES.size() ? STATES.get((int) number) : Long.toString(number);
        }
    }

    private static Option text(String field, String parameter) {
        return new Option(field, Type.TEXT, parameter);
    }

    private static Option flag(String field, String parameter) {
        return new Option(field, Type.FLAG, parameter);
    }

    private static Option number(String field) {
        return new Option(field, Type.NUMBER, field);
    }

    private static final Option SUBSCRIPTIONS = flag("subscriptions", "subs");
    private static final Option SUBSCRIPTIONS_DETAIL = new Option("subscriptions_detail", Type.CHOICE, "subs=detail");

    private static final List<Option> JETSTREAM = List.of(
            text("account", "acc"),
            flag("accounts", "accounts"),
            flag("streams", "streams"),
            flag("consumer", "consumers"),
            flag("direct_consumer", "direct-consumers"),
            flag("config", "config"),
            flag("leader_only", "leader-only"),
            number("offset"),
            number("limit"),
            flag("raft", "raft"),
            flag("stream_leader_only", "stream-leader-only"));

    private static final List<Option> HEALTH = List.of(
            flag("js-enabled", "js-enabled"),
            flag("js-enabled-only", "js-enabled-only"),
            flag("js-server-only", "js-server-only"),
            flag("js-meta-only", "js-meta-only"),
            text("account", "account"),
            text("stream", "stream"),
            text("consumer", "consumer"),
            flag("details", "details"));

    /** Returns the options of a document. */
    static Options of(String document) {
        String name = document.substring(0, 1).toUpperCase(Locale.ROOT) + document.substring(1);
        return new Options(name + "EventOptions", known(document));
    }

    private static List<Option> known(String document) {
        return switch (document) {
            case "connz" ->
                List.of(
                        new Option("sort", Type.SORT, "sort"),
                        flag("auth", "auth"),
                        SUBSCRIPTIONS,
                        SUBSCRIPTIONS_DETAIL,
                        number("offset"),
                        number("limit"),
                        new Option("cid", Type.ID, "cid"),
                        text("mqtt_client", "mqtt_client"),
                        new Option("state", Type.STATE, "state"),
                        text("user", "user"),
                        text("acc", "acc"),
                        text("filter_subject", "filter_subject"));
            case "subsz" ->
                List.of(number("offset"), number("limit"), SUBSCRIPTIONS, text("account", "acc"), text("test", "test"));
            case "routez" -> List.of(SUBSCRIPTIONS, SUBSCRIPTIONS_DETAIL);
            case "gatewayz" ->
                List.of(
                        text("name", "gw_name"),
                        flag("accounts", "accs"),
                        text("account_name", "acc_name"),
                        SUBSCRIPTIONS,
                        SUBSCRIPTIONS_DETAIL);
            case "leafz" -> List.of(SUBSCRIPTIONS, text("account", "acc"));
            case "accountz" -> List.of(text("account", "acc"));
            case "jsz" -> JETSTREAM;
            case "healthz" -> HEALTH;
            case "ipqueuesz" -> List.of(flag("all", "all"), text("filter", "queues"));
            case "raftz" -> List.of(text("account", "acc"), text("group", "group"));
            default -> List.of();
        };
    }

    /** Returns the query that a body stands for. */
    Map<String, String> query(Body body) throws BadBodyException {
        Map<String, String> query = new HashMap<>();
        for (Option option : options) {
            option.put(body, query);
        }
        return query;
    }
}
