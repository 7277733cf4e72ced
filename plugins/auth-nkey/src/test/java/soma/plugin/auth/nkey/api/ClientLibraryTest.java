/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.auth.nkey.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.NKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import soma.plugin.auth.nkey.api.Nkeys.KeyKind;

/** The same keys in the hands of the client library for Java. */
final class ClientLibraryTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @Test
    void signsForEachOther() throws Exception {
        NKey theirs = NKey.createUser(null);
        KeyPair ours = KeyPair.ofSeed(new String(theirs.getSeed()));
        assertEquals(new String(theirs.getPublicKey()), ours.publicKey());
        assertTrue(Nkeys.verify(ours.publicKey(), MESSAGE, theirs.sign(MESSAGE)));
        KeyPair mine = KeyPair.create(KeyKind.ACCOUNT);
        assertTrue(NKey.fromPublicKey(mine.publicKey().toCharArray()).verify(MESSAGE, mine.sign(MESSAGE)));
    }
}
