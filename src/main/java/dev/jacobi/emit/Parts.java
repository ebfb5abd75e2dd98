package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods that a program with loops is cut into, as they are called: each takes what the first takes, then the indices of the loops round its call. */
final class Parts {
    /** A method of the program that the code calls. */
    record Part(int method, String name, List<Node> axes) {}

    private final String prefix;
    private final String arguments;
    private final Map<Integer, Part> called = new HashMap<>();
    private final List<Part> waiting = new ArrayList<>();

    /**
     * @param prefix how the methods are called, a number behind it
     * @param arguments what each passes on to the next
     */
    Parts(String prefix, String arguments) {
        this.prefix = prefix;
        this.arguments = arguments;
    }

    /** The call of a method inside loops over these axes. */
    String call(int method, List<Node> axes, List<String> indices) {
        Part part = called.computeIfAbsent(method, number -> {
            Part next = new Part(number, prefix + number, axes);
            waiting.add(next);
            return next;
        });
        return part.name + "(" + arguments + (indices.isEmpty() ? "" : ", " + String.join(", ", indices)) + ")";
    }

    /** Takes a method that has been called and is not yet written; null where there is none. */
    Part next() {
        return waiting.isEmpty() ? null : waiting.remove(0);
    }
}
