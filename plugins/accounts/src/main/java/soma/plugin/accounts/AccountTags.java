/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.accounts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import soma.plugin.accounts.api.AccountDefinition;
import soma.plugin.accounts.api.Accounts;
import soma.spi.protocol.SessionView;
import soma.spi.report.ConnectionContributor;
import soma.spi.report.ReportContributor;

/** Has connections and subscriptions listed under the names that people have for accounts. Safe for any thread. */
record AccountTags(Accounts accounts) implements ConnectionContributor, ReportContributor {
    private static final String ACCOUNT_TAG = "account_tag";
    private static final String LIST = "subscriptions_list";
    private static final String DETAILS = "subscriptions_list_detail";
    private static final int ORDER = 100;

    @Override
    public void contribute(SessionView session, boolean withAuth, Map<String, Object> fields) {
        fields.computeIfPresent("name_tag", (_, _) -> tag(session.space()));
        if (fields.get(DETAILS) instanceof List<?> list) {
            fields.put(DETAILS, tagged(list));
        }
    }

    @Override
    public String document() {
        return "subsz";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void contribute(Map<String, String> query, Map<String, Object> document) {
        if (document.get(LIST) instanceof List<?> list) {
            document.put(LIST, tagged(list));
        }
    }

    private List<Object> tagged(List<?> subscriptions) {
        List<Object> tagged = new ArrayList<>(subscriptions.size());
        for (Object subscription : subscriptions) {
            tagged.add(subscription instanceof Map<?, ?> fields ? tagged(fields) : subscription);
        }
        return tagged;
    }

    private Map<String, Object> tagged(Map<?, ?> subscription) {
        Map<String, Object> fields = new LinkedHashMap<>();
        subscription.forEach((name, value) -> fields.put(String.valueOf(name), value));
        fields.computeIfPresent(ACCOUNT_TAG, (_, _) -> tag(String.valueOf(fields.get("account"))));
        return fields;
    }

    private String tag(String account) {
        return accounts.find(account).map(AccountDefinition::displayName).orElse(account);
    }
}
