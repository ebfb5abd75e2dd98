package dev.jacobi.graph;

import dev.jacobi.syntax.Expr;
import java.util.Deque;
import java.util.List;

/** Something of the source that makes names known in its parts, while they are lowered one after the other. */
interface StagedBinder {

    /** Either an expression that is to be lowered or something that opens or closes names. */
    record Task(Expr lowered, Runnable done) {
        /** The next expression of a queue of tasks, after what is to be done before it; null where there is none. */
        static Expr next(Deque<Task> tasks) {
            while (!tasks.isEmpty()) {
                Task task = tasks.remove();
                if (task.lowered != null) {
                    return task.lowered;
                }
                task.done.run();
            }
            return null;
        }
    }

    /** The expression that is to be lowered next, or null where there is none. */
    Expr next();

    /** The results, or null after a mistake. */
    List<Node> results();
}
