package dev.jacobi.graph;

/**
 * How derivatives that a formula asks for are taken while it is lowered; calculus is above this room. What is differentiated and what by
 * are nodes of one graph, and axes that they leave open count as constants. Nothing is simplified.
 */
public interface Differentiation {
    /** For texts that cannot ask for derivatives: there {@code diff} and {@code grad} are unknown functions. */
    Differentiation NONE = new Differentiation() {
        @Override
        public Node derivative(Graph graph, Node of, Node by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Node gradient(Graph graph, Node of, Node by) {
            throw new UnsupportedOperationException();
        }
    };

    /**
     * The derivative of a number, or of each element of an array, by a number, in forward mode: at about the cost of the differentiated.
     *
     * @param by any node; it counts as independent of what it is made from
     */
    Node derivative(Graph graph, Node of, Node by);

    /**
     * The derivative of a number by a number, or by each element of an array, in reverse mode: at a small multiple of the cost of the
     * differentiated, which is shared with its gradients by other nodes.
     *
     * @param by any node; it counts as independent of what it is made from
     */
    Node gradient(Graph graph, Node of, Node by);
}
