/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.plugin.subject.mapping.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one token of a destination. The wildcards of the source are numbered from 1. */
final class FunctionParser {
    /** What a token may call. */
    private static final Set<String> NAMES = Set.of(
            "wildcard",
            "partition",
            "split",
            "splitfromleft",
            "splitfromright",
            "slicefromleft",
            "slicefromright",
            "left",
            "right",
            "random");

    private static final Pattern CALL = Pattern.compile("\\{\\{\\s*([A-Za-z]+)\\s*\\((.*)\\)\\s*}}");
    private static final Pattern COMMA = Pattern.compile(",\\s*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

    private final boolean literal;
    private final int[] wildcards;
    private final String token;

    /**
     * Makes a parser.
     *
     * @param literal   whether the source stands for itself only
     * @param wildcards where in the source the wildcards are
     */
    FunctionParser(boolean literal, int[] wildcards, String token) {
        this.literal = literal;
        this.wildcards = wildcards;
        this.token = token;
    }

    /** Returns whether a token looks as if it called a function. */
    static boolean isCall(String token) {
        return token.length() > 4 && token.startsWith("{{") && token.endsWith("}}");
    }

    /** Returns whether a token calls a function that there is. */
    static boolean isKnownCall(String token) {
        Matcher call = CALL.matcher(token);
        return call.matches() && NAMES.contains(call.group(1).toLowerCase(Locale.ROOT));
    }

    Part parse() {
        if (token.length() > 1 && token.charAt(0) == '$') {
            // $SYS and the like are no wildcards
            return NUMBER.matcher(token.substring(1)).matches()
                    ? new Part.Token(source(Long.parseLong(token.substring(1))))
                    : new Part.Literal(token);
        }
        if (!isCall(token)) {
            return new Part.Literal(token);
        }
        Matcher call = CALL.matcher(token);
        if (!call.matches()) {
            throw TransformErrors.in(token, TransformErrors.FUNCTION);
        }
        return parse(call.group(1).toLowerCase(Locale.ROOT), List.of(COMMA.split(call.group(2), -1)));
    }

    private Part parse(String function, List<String> arguments) {
        return switch (function) {
            case "wildcard" -> wildcard(arguments);
            case "partition" -> partition(arguments);
            case "random" -> random(arguments);
            case "split" -> split(arguments);
            case "splitfromleft" -> cut(arguments, TokenFunction::splitFromLeft);
            case "splitfromright" -> cut(arguments, TokenFunction::splitFromRight);
            case "slicefromleft" -> cut(arguments, TokenFunction::sliceFromLeft);
            case "slicefromright" -> cut(arguments, TokenFunction::sliceFromRight);
            case "left" -> cut(arguments, TokenFunction::left);
            case "right" -> cut(arguments, TokenFunction::right);
            default -> throw TransformErrors.in(token, TransformErrors.FUNCTION);
        };
    }

    private Part wildcard(List<String> arguments) {
        if (arguments.size() == 1 && arguments.getFirst().isEmpty()) {
            throw TransformErrors.in(token, TransformErrors.FEW_ARGUMENTS);
        }
        if (arguments.size() > 1) {
            throw TransformErrors.in(token, TransformErrors.MANY_ARGUMENTS);
        }
        return new Part.Token(source(number(arguments.getFirst())));
    }

    private Part partition(List<String> arguments) {
        int buckets = size(arguments.getFirst());
        List<Long> named = new ArrayList<>();
        arguments.subList(1, arguments.size()).forEach(argument -> named.add(number(argument)));
        if (literal) {
            // what a literal stands for is always the whole of it
            return new Part.Partition(buckets, List.of());
        }
        return new Part.Partition(buckets, named.stream().map(this::source).toList());
    }

    private Part random(List<String> arguments) {
        if (arguments.size() != 1) {
            throw TransformErrors.in(token, TransformErrors.FEW_ARGUMENTS);
        }
        return new Part.Drawn(size(arguments.getFirst()), Dice.SHARED);
    }

    private Part split(List<String> arguments) {
        checkTwo(arguments);
        long index = number(arguments.getFirst());
        String delimiter = arguments.get(1);
        if (delimiter.contains(" ") || delimiter.contains(".")) {
            throw TransformErrors.in(token, TransformErrors.ARGUMENT);
        }
        return new Part.Cut(source(index), TokenFunction.split(delimiter));
    }

    private Part cut(List<String> arguments, IntFunction<TokenFunction> function) {
        checkTwo(arguments);
        long index = number(arguments.getFirst());
        return new Part.Cut(source(index), function.apply(size(arguments.get(1))));
    }

    private void checkTwo(List<String> arguments) {
        if (arguments.size() < 2) {
            throw TransformErrors.in(token, TransformErrors.FEW_ARGUMENTS);
        }
        if (arguments.size() > 2) {
            throw TransformErrors.in(token, TransformErrors.MANY_ARGUMENTS);
        }
    }

    private int size(String argument) {
        long value = number(argument);
        if (value > Integer.MAX_VALUE) {
            throw TransformErrors.in(token, TransformErrors.ARGUMENT);
        }
        return (int) value;
    }

    private long number(String argument) {
        String digits = argument.strip();
        if (!NUMBER.matcher(digits).matches()) {
            throw TransformErrors.in(token, TransformErrors.ARGUMENT);
        }
        return Long.parseLong(digits);
    }

    /** Returns the place in the source of a wildcard given by its number. */
    private int source(long wildcard) {
        if (literal) {
            throw TransformErrors.in(token, TransformErrors.INDEX);
        }
        if (wildcard > wildcards.length) {
            throw TransformErrors.in(token + ": [" + wildcard + "]", TransformErrors.INDEX);
        }
        // numbers below 1 are taken as the first token of the source, as nats-server does
        return wildcard < 1 ? 0 : wildcards[(int) wildcard - 1];
    }
}
