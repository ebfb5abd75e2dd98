package dev.jacobi.program;

import dev.jacobi.graph.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When statements run. A time has one number for each construct that encloses the statement and one for the statement in the innermost:
 * in each construct, what has one number runs together, plain statements first, then one loop for each axis and one branch for each
 * condition. So a loop is split exactly where something in it needs a result of the whole loop.
 */
final class Timetable {
    private final Map<Node, Result> results = new HashMap<>();

    /**
     * When and where a value is made, and from where on it is known: outside the first {@code open} constructs it is there only after
     * they are through.
     */
    record Result(List<Construct> path, int[] time, int open) {}

    void put(Node node, List<Construct> path, int[] time, int open) {
        results.put(node, new Result(path, time, open));
    }

    Result result(Node node) {
        return results.get(node);
    }

    /** The earliest time for a statement at a place that needs these values. */
    int[] earliest(List<Construct> path, List<Node> needs) {
        int[] time = new int[path.size() + 1];
        for (Node need : needs) {
            Result result = results.get(need);
            if (result != null) {
                time = later(time, after(result, path));
            }
        }
        return time;
    }

    private static int[] after(Result result, List<Construct> path) {
        int common = Math.min(common(result.path, path), result.open);
        int[] time = new int[path.size() + 1];
        System.arraycopy(result.time, 0, time, 0, common + 1);
        if (common < result.path.size()) {
            time[common]++;
        }
        return time;
    }

    /** How many constructs two places share. */
    static int common(List<Construct> a, List<Construct> b) {
        int length = 0;
        while (length < a.size() && length < b.size() && a.get(length).equals(b.get(length))) {
            length++;
        }
        return length;
    }

    static int[] later(int[] a, int[] b) {
        return Arrays.compare(a, b) >= 0 ? a : b;
    }

    /** How many constructs round a value are, run for run, also round a statement that uses it. */
    int shared(Node need, List<Construct> path, int[] time) {
        Result result = results.get(need);
        int most = Math.min(common(result.path, path), result.open);
        int shared = 0;
        while (shared < most && result.time[shared] == time[shared]) {
            shared++;
        }
        return shared;
    }
}
