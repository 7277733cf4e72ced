/*
 * Copyright 2026 The Soma Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package soma.spi.report;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import soma.spi.annotation.Api;

/**
 * A list whose elements are made of those of another list, anew each time that they are asked for. Documents with thousands of
 * elements are so written one element after the other, and never held as a whole. Cannot be changed; safe for as many threads
 * as the other list and the function are.
 *
 * @param <F> what the other list is of
 * @param <E> what it is a list of
 */
@Api(status = Api.Status.EXPERIMENTAL, since = "0.1")
public final class MappedList<F, E> extends AbstractList<E> implements RandomAccess {
    private final List<? extends F> list;
    private final Function<? super F, ? extends E> made;

    private MappedList(List<? extends F> list, Function<? super F, ? extends E> made) {
        this.list = list;
        this.made = made;
    }

    /**
     * Makes a list.
     *
     * @param list with quick access to any element; does not change any more
     * @param made makes an element; what it throws reaches who asks for the element
     */
    public static <F, E> List<E> of(List<? extends F> list, Function<? super F, ? extends E> made) {
        return new MappedList<>(list, made);
    }

    @Override
    public E get(int index) {
        return made.apply(list.get(index));
    }

    @Override
    public int size() {
        return list.size();
    }
}
