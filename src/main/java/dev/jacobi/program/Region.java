package dev.jacobi.program;

import dev.jacobi.graph.Node;

/**
 * Under which conditions a value is computed: a node of the tree of branches.
 *
 * @param parent the enclosing region, or null for the whole program
 * @param condition what chooses between this region and its sibling
 * @param holds whether this is the region where the condition holds
 */
record Region(Region parent, Node condition, boolean holds, int depth) {

    static final Region WHOLE = new Region(null, null, true, 0);

    Region child(Node newCondition, boolean newHolds) {
        return new Region(this, newCondition, newHolds, depth + 1);
    }

    /** The smallest region that contains both; null stands for nothing. */
    static Region common(Region a, Region b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        Region left = a;
        Region right = b;
        while (left.depth > right.depth) {
            left = left.parent;
        }
        while (right.depth > left.depth) {
            right = right.parent;
        }
        while (!left.equals(right)) {
            left = left.parent;
            right = right.parent;
        }
        return left;
    }
}
