/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.tls;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import soma.spi.config.ConfigKey;
import soma.spi.config.ConfigKey.Reload;
import soma.spi.config.ConfigNode;
import soma.spi.config.ConfigNode.Kind;
import soma.spi.config.ConfigReader;

/** Reads {@code ocsp} and {@code ocsp_cache}. Confined to the thread that binds. */
final class OcspReader {
    private static final String STAPLE_CONTEXT = "error parsing ocsp config: ";
    private static final String CACHE_CONTEXT = "error parsing OCSP peer cache config, ";
    private static final String FOLDER = "ocsp";
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(365);

    private static final ConfigKey MODE = key("mode", "text", "auto", "auto, always, must or never.");
    private static final ConfigKey URL = key("url", "URL", "that of the certificate", "Whom to ask.");
    private static final ConfigKey URLS = key("urls", "list of URLs", "that of the certificate", "Whom to ask.");

    private static final ConfigKey TYPE = key("type", "none or local", "local", "Where answers are kept.");
    private static final ConfigKey LOCAL_STORE =
            key("local_store", "folder", OcspConfig.Cache.USUAL_FOLDER, "Where answers are kept over a restart.");
    private static final ConfigKey PRESERVE =
            key("preserve_revoked", "boolean", "false", "Whether revocations are kept when their time has passed.");
    private static final ConfigKey SAVE_INTERVAL =
            key("save_interval", "seconds or duration", "5m", "How often answers are written.");

    /** The folder of the server's storage, which belongs to others. */
    private static final ConfigKey STORE_DIR =
            key("store_dir", "folder", "", "Where the server stores things.").alias("storedir");

    private static final ConfigKey JETSTREAM = key("jetstream", "block", "", "Streams.");

    private final ConfigReader root;

    private OcspReader(ConfigReader root) {
        this.root = root;
    }

    private static ConfigKey key(String name, String type, String otherwise, String help) {
        return ConfigKey.of(name, type, otherwise, Reload.YES, help);
    }

    static OcspConfig read(ConfigReader root) {
        var reader = new OcspReader(root);
        return reader.stapling(reader.cache());
    }

    private OcspConfig stapling(OcspConfig.Cache cache) {
        Optional<Path> store = store();
        ConfigNode node = root.find(TlsKeys.OCSP).orElse(null);
        if (node == null) {
            return new OcspConfig(Stapling.AUTO, List.of(), store, cache);
        }
        return switch (node.kind()) {
            case BOOLEAN -> new OcspConfig(node.flag() ? Stapling.AUTO : Stapling.NEVER, List.of(), store, cache);
            case MAP ->
                root.map(TlsKeys.OCSP)
                        .map(block -> new OcspConfig(mode(block), addresses(block), store, cache))
                        .orElse(OcspConfig.USUAL);
            default -> {
                root.problems().error(node, STAPLE_CONTEXT + "unsupported type (expected: true, false or a block)");
                yield OcspConfig.USUAL;
            }
        };
    }

    private static Stapling mode(ConfigReader block) {
        block.rejectUnknown(Set.of(MODE.name(), URL.name(), URLS.name()));
        String mode = block.text(MODE, "auto");
        for (Stapling value : Stapling.values()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(mode)) {
                return value;
            }
        }
        block.find(MODE)
                .filter(node -> node.kind() == Kind.STRING)
                .ifPresent(node -> block.problems()
                        .error(
                                node,
                                STAPLE_CONTEXT + "unsupported ocsp mode \"" + mode
                                        + "\" (expected: auto, always, must or never)"));
        return Stapling.AUTO;
    }

    private static List<String> addresses(ConfigReader block) {
        List<String> addresses = new ArrayList<>();
        block.find(URL).ifPresent(node -> addresses.add(address(block, node)));
        block.find(URLS).ifPresent(node -> {
            if (node.kind() == Kind.ARRAY) {
                node.elements().forEach(element -> addresses.add(address(block, element)));
            } else {
                addresses.add(address(block, node));
            }
        });
        return addresses;
    }

    private static String address(ConfigReader block, ConfigNode node) {
        String text = block.text(node, "");
        if (node.kind() == Kind.STRING && !OcspFetcher.isAddress(text)) {
            block.problems()
                    .error(
                            node,
                            STAPLE_CONTEXT + "\"" + text
                                    + "\" is no address of a responder (expected: such as \"http://ocsp.example:80\")");
        }
        return text;
    }

    private Optional<Path> store() {
        return folder(root)
                .or(() -> root.find(JETSTREAM)
                        .filter(node -> node.kind() == Kind.MAP)
                        .flatMap(_ -> root.map(JETSTREAM))
                        .flatMap(OcspReader::folder))
                .map(folder -> folder.resolve(FOLDER));
    }

    /** Its owner says what is wrong with it. */
    private static Optional<Path> folder(ConfigReader holder) {
        try {
            return holder.find(STORE_DIR)
                    .filter(node -> node.kind() == Kind.STRING && !node.text().isEmpty())
                    .map(node -> Path.of(node.text()));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private OcspConfig.Cache cache() {
        ConfigNode node = root.find(TlsKeys.OCSP_CACHE).orElse(null);
        if (node == null) {
            return OcspConfig.Cache.USUAL;
        }
        return switch (node.kind()) {
            case BOOLEAN -> node.flag() ? OcspConfig.Cache.USUAL : OcspConfig.Cache.NONE;
            case MAP -> root.map(TlsKeys.OCSP_CACHE).map(OcspReader::cacheBlock).orElse(OcspConfig.Cache.USUAL);
            default -> {
                root.problems()
                        .error(node, "error parsing ocsp_cache: unsupported type (expected: true, false or a block)");
                yield OcspConfig.Cache.USUAL;
            }
        };
    }

    private static OcspConfig.Cache cacheBlock(ConfigReader block) {
        block.rejectUnknown(Set.of(TYPE.name(), LOCAL_STORE.name(), PRESERVE.name(), SAVE_INTERVAL.name()));
        String type = block.text(TYPE, "local").toLowerCase(Locale.ROOT);
        if (!Set.of("none", "local").contains(type)) {
            block.find(TYPE)
                    .ifPresent(
                            node -> block.problems().error(node, CACHE_CONTEXT + "unknown type [" + node.text() + "]"));
        }
        return new OcspConfig.Cache(
                !type.equals("none"), cacheFolder(block), block.flag(PRESERVE, false), interval(block));
    }

    private static Path cacheFolder(ConfigReader block) {
        String text = block.text(LOCAL_STORE, OcspConfig.Cache.USUAL_FOLDER);
        try {
            return Path.of(text.isEmpty() ? OcspConfig.Cache.USUAL_FOLDER : text);
        } catch (InvalidPathException e) {
            block.find(LOCAL_STORE)
                    .ifPresent(node -> block.problems()
                            .error(node, CACHE_CONTEXT + "local_store is no name of a folder: " + e.getReason()));
            return Path.of(OcspConfig.Cache.USUAL_FOLDER);
        }
    }

    private static Duration interval(ConfigReader block) {
        ConfigNode node = block.find(SAVE_INTERVAL).orElse(null);
        Duration read =
                node == null ? null : TlsDurations.read(node, CACHE_CONTEXT + "'save_interval'", block.problems());
        if (read == null) {
            return OcspConfig.Cache.USUAL_INTERVAL;
        }
        if (read.compareTo(LEAST_INTERVAL) < 0) {
            return LEAST_INTERVAL;
        }
        return read.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : read;
    }
}
