package dev.jacobi;

import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;

/** Makes classes that implement an interface of the user's. */
final class TypedAdapter {
    TypedAdapter(FunctionGraph function, Options options, double[] data, boolean[] bound) {}

    <T> T adapt(Class<T> type) {
        throw new IllegalStateException("not yet");
    }
}
