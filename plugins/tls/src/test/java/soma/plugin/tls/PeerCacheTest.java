/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import soma.kernel.testkit.RecordedLog;
import soma.spi.tck.fixture.Await;

/** How answers are kept, in memory and in a file. */
final class PeerCacheTest {
    private static final byte[] RESPONSE = {1, 2, 3};

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        RecordedLog.clear();
    }

    private PeerCache cache(Duration interval) {
        var cache = new PeerCache();
        cache.start(new OcspConfig.Cache(true, folder.resolve("deep/rc"), false, interval), Thread::startVirtualThread);
        return cache;
    }

    private PeerCache cache() {
        return cache(Duration.ofDays(1));
    }

    private Path file() {
        return folder.resolve("deep/rc").resolve(PeerCacheFile.NAME);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file().getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsKeptIsThereAfterARestart() throws IOException {
        PeerCache first = cache();
        assertTrue(Files.notExists(file()));
        first.put("a", Ocsp.Status.GOOD, RESPONSE);
        first.put("b", Ocsp.Status.REVOKED, new byte[0]);
        first.put("c", Ocsp.Status.UNKNOWN, RESPONSE);
        first.stop();
        PeerCache second = cache();
        assertArrayEquals(RESPONSE, second.get("a").orElseThrow());
        assertEquals(new PeerCache.Numbers(true, 1, 0, 3, 1, 1, 1), second.numbers());
        second.stop();
        assertEquals(List.of(PeerCacheFile.NAME), names());
    }

    @Test
    void itIsWrittenNowAndThen() {
        PeerCache cache = cache(Duration.ofMillis(50));
        cache.put("a", Ocsp.Status.GOOD, RESPONSE);
        Await.until(
                "it is written",
                () -> new PeerCacheFile(file().getParent()).read().size() == 1);
        cache.put("b", Ocsp.Status.GOOD, RESPONSE);
        Await.until(
                "it is written again",
                () -> new PeerCacheFile(file().getParent()).read().size() == 2);
        cache.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "empty", "cut", "changed", "many", "long", "more", "status", "bomb", "negative"})
    void whatIsDamagedIsSetAside(String how) throws IOException {
        PeerCache first = cache();
        first.put("a", Ocsp.Status.GOOD, RESPONSE);
        first.stop();
        byte[] good = Files.readAllBytes(file());
        switch (how) {
            case "text" -> Files.writeString(file(), "{}");
            case "empty" -> Files.write(file(), new byte[0]);
            case "cut" -> Files.write(file(), java.util.Arrays.copyOf(good, good.length - 9));
            case "changed" -> {
                good[good.length - 6] ^= 1; // in the sum
                Files.write(file(), good);
            }
            default -> write(how);
        }
        PeerCache second = cache();
        assertEquals(Optional.empty(), second.get("a"));
        assertEquals(List.of(PeerCacheFile.NAME + ".corrupt"), names());
        assertTrue(
                RecordedLog.contains(file() + " is damaged"),
                RecordedLog.lines().toString());
        second.put("b", Ocsp.Status.GOOD, RESPONSE);
        second.stop();
        assertEquals(1, new PeerCacheFile(file().getParent()).read().size());
    }

    private void write(String how) throws IOException {
        try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file())))) {
            out.writeUTF("soma-ocsp-responses-1");
            int count = switch (how) {
                case "many" -> PeerCache.MOST + 1;
                case "negative" -> -1;
                case "bomb" -> PeerCache.MOST;
                default -> 1;
            };
            out.writeInt(count);
            int length = how.equals("long") ? OcspFetcher.MOST_BYTES + 1 : OcspFetcher.MOST_BYTES;
            int written = how.equals("bomb") ? (int) (PeerCache.MOST_BYTES / length) + 2 : 1;
            for (int i = 0; i < written; i++) {
                out.writeUTF("k" + i);
                out.writeUTF(how.equals("status") ? "fine" : "good");
                out.writeInt(length);
                out.write(new byte[length]);
            }
            if (how.equals("more")) {
                out.write(0);
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoFailure() throws IOException {
        Files.writeString(folder.resolve("deep"), "a file");
        PeerCache cache = cache();
        cache.put("a", Ocsp.Status.GOOD, RESPONSE);
        cache.save();
        assertArrayEquals(RESPONSE, cache.get("a").orElseThrow());
        cache.stop();
        assertTrue(RecordedLog.contains("Unable to save OCSP peer cache"));
    }

    @Test
    void whatIsOldestGoesWhenThereIsTooMuch() {
        PeerCache cache = cache();
        for (int i = 0; i <= PeerCache.MOST; i++) {
            cache.put("k" + i, Ocsp.Status.GOOD, RESPONSE);
        }
        assertEquals(PeerCache.MOST, cache.numbers().responses());
        assertEquals(Optional.empty(), cache.get("k0"));
        byte[] large = new byte[OcspFetcher.MOST_BYTES];
        int most = (int) (PeerCache.MOST_BYTES / large.length);
        for (int i = 0; i <= most; i++) {
            cache.put("l" + i, Ocsp.Status.GOOD, large);
        }
        assertEquals(most, cache.numbers().responses());
        assertEquals(Optional.empty(), cache.get("l0"));
        assertArrayEquals(large, cache.get("l" + most).orElseThrow());
        cache.stop();
    }
}
