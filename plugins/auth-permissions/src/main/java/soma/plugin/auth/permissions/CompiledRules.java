/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.permissions;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import soma.plugin.auth.permissions.api.PermissionRules;
import soma.plugin.auth.permissions.api.PermissionRules.Responses;
import soma.plugin.auth.permissions.api.PermissionRules.Subjects;
import soma.spi.annotation.HotPath;
import soma.spi.auth.Authorization;
import soma.spi.message.ByteView;

/** Rules made fast. Immutable but for the clock. */
final class CompiledRules implements Authorization {
    private final PermissionRules rules;
    private final InstantSource clock;
    private final PatternRules publish;
    private final SubscribeRules subscribe;
    private final Verdict otherwise;

    CompiledRules(PermissionRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.publish = new PatternRules(rules.publish().allow(), rules.publish().deny());
        this.subscribe = new SubscribeRules(rules.subscribe());
        this.otherwise = rules.responses() == null ? Verdict.NO : Verdict.IF_GRANTED;
    }

    PermissionRules rules() {
        return rules;
    }

    @Override
    public Verdict mayPublish(String subject) {
        return publish.permit(subject) ? Verdict.YES : otherwise;
    }

    @Override
    @HotPath
    public Verdict mayPublish(ByteView subject) {
        return publish.permit(subject) ? Verdict.YES : otherwise;
    }

    @Override
    public Verdict maySubscribe(String subject, @Nullable String queue) {
        return subscribe.maySubscribe(subject, queue) ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Verdict maySubscribe(ByteView subject, @Nullable String queue) {
        return subscribe.maySubscribe(subject, queue) ? Verdict.YES : Verdict.NO;
    }

    @Override
    public boolean mayReceive(String subject, @Nullable String queue) {
        return subscribe.mayReceive(subject, queue);
    }

    @Override
    public boolean filters(String subject, @Nullable String queue) {
        return subscribe.filters(subject, queue);
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        put(described, "publish", rules.publish());
        put(described, "subscribe", rules.subscribe());
        Responses responses = rules.responses();
        if (responses != null) {
            Map<String, Object> limits = new LinkedHashMap<>();
            limits.put("max", responses.max());
            limits.put("ttl", responses.expires().toNanos());
            described.put("responses", limits);
        }
        return described;
    }

    private static void put(Map<String, Object> described, String what, Subjects subjects) {
        Map<String, Object> lists = new LinkedHashMap<>();
        List<String> allow = subjects.allow();
        if (allow != null && !allow.isEmpty()) {
            lists.put("allow", allow);
        }
        if (!subjects.deny().isEmpty()) {
            lists.put("deny", subjects.deny());
        }
        described.put(what, lists);
    }

    @Override
    public @Nullable ReplyGrants openReplyGrants() {
        Responses responses = rules.responses();
        return responses == null ? null : new ReplyTable(this, responses, clock);
    }
}
