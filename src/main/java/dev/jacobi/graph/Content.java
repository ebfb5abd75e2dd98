package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function computes, without its names: equal for two functions exactly when their results are the same operations on the
 * same parameters, whichever way and in whichever order they were typed. Compares the whole structure, never a hash alone.
 */
public final class Content {
    private final long[] words;
    private final List<External> called;

    private Content(long[] words, List<External> called) {
        this.words = words;
        this.called = called;
    }

    /** The content of a function; takes time and memory linear in its nodes. */
    public static Content of(FunctionGraph function) {
        Map<Node, Integer> places = new HashMap<>();
        Words words = new Words();
        List<External> called = new ArrayList<>();
        words.add(function.variables().size());
        words.add(function.data().size());
        for (Node root : function.results()) {
            append(root, places, words, called);
        }
        words.add(function.results().size());
        function.results().forEach(root -> words.add(places.get(root)));
        return new Content(words.toArray(), called);
    }

    /** Appends the nodes below a root that have no place yet, arguments first, in an order that only the structure decides. */
    private static void append(Node root, Map<Node, Integer> places, Words words, List<External> called) {
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.get(open.size() - 1);
            int waiting = open.size();
            for (int i = node.arity() - 1; i >= 0; i--) {
                if (!places.containsKey(node.arg(i))) {
                    open.add(node.arg(i));
                }
            }
            if (open.size() == waiting) {
                open.remove(waiting - 1);
                if (places.putIfAbsent(node, places.size()) == null) {
                    words.add(node.op().ordinal());
                    words.add(node.payload());
                    if (node.is(Op.CALL)) {
                        called.add(node.external());
                    }
                    for (Node arg : node.args()) {
                        words.add(places.get(arg));
                    }
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(words, content.words) && called.equals(content.called);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /** A list of longs. */
    private static final class Words {
        private long[] words = new long[64];
        private int count;

        void add(long word) {
            if (count == words.length) {
                words = Arrays.copyOf(words, 2 * count);
            }
            words[count++] = word;
        }

        long[] toArray() {
            return Arrays.copyOf(words, count);
        }
    }
}
