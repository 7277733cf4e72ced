/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.system.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import soma.spi.report.ReportContributor;

/**
 * Adds to the details of an account what it may ask of the server about itself: shown as imports, which is what tools of
 * nats-server know them as.
 *
 * @param systemAccount the name of the system account; empty while there is none
 */
record AccountEntries(Supplier<String> systemAccount) implements ReportContributor {
    private static final int ORDER = 100;

    @Override
    public String document() {
        return "account_detail";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> detail) {
        String system = systemAccount.get();
        String account = query.getOrDefault("acc", "");
        if (system.isEmpty() || detail.isEmpty()) {
            return;
        }
        List<Object> imports = new ArrayList<>(list(detail.get("imports")));
        if (account.equals(system)) {
            List<Object> exports = new ArrayList<>(list(detail.get("exports")));
            exports.add(export("$SYS.REQ.ACCOUNT.*.CONNZ", "Streamed"));
            exports.add(export("$SYS.REQ.ACCOUNT.*.STATZ", "Streamed"));
            exports.add(export("$SYS.DEBUG.SUBSCRIBERS", "Singleton"));
            exports.add(export("$SYS.REQ.USER.*.INFO", "Singleton"));
            detail.put("exports", exports);
        } else {
            String connections = "$SYS.REQ.ACCOUNT." + account + ".CONNZ";
            imports.add(wanted(connections, system, "$SYS.REQ.ACCOUNT.PING.CONNZ", false));
            imports.add(wanted(connections, system, "$SYS.REQ.SERVER.PING.CONNZ", false));
            imports.add(wanted("$SYS.REQ.ACCOUNT." + account + ".STATZ", system, "$SYS.REQ.ACCOUNT.PING.STATZ", false));
        }
        imports.add(wanted("$SYS.REQ.USER." + account + ".INFO", system, "$SYS.REQ.USER.INFO", true));
        detail.put("imports", imports);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> export(String subject, String responseType) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", subject);
        fields.put("type", "service");
        fields.put("response_type", responseType);
        return fields;
    }

    private static Map<String, Object> wanted(String subject, String system, String local, boolean share) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("subject", subject);
        fields.put("account", system);
        fields.put("to", local);
        fields.put("local_subject", local);
        fields.put("type", "service");
        fields.put("invalid", false);
        fields.put("share", share);
        fields.put("tracking", false);
        return fields;
    }
}
