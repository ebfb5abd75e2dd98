package dev.jacobi.program;

import dev.jacobi.graph.Node;
import java.util.List;

/**
 * A statement of a program with loops.
 *
 * @param path the constructs round it, from outside inwards
 * @param time when it runs: see {@link Timetable}
 * @param needs the values that it and the conditions round it mention
 */
record Placed(Statement statement, List<Construct> path, int[] time, List<Node> needs) {
    boolean isPlainAt(int depth) {
        return path.size() == depth;
    }
}
