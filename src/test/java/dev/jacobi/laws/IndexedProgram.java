package dev.jacobi.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program with arrays and loops: bindings and results over parameters that all such programs have.
 *
 * @param results numbers and arrays
 */
record IndexedProgram(List<Binding> bindings, List<Term> results) {
    private static final String TEXT = """
            function dot(p[K], q[K]) = sum(i in K: p[i] * q[i])
            function pick(P[R, S]; int r) = sum(j in S: P[r, j]^2)
            function softmax(p[K]) = [i in K: exp(p[i] - logsumexp(j in K: p[j]))]
            function trace(P[R, S], s) = s * prod(i in min(R, S): P[i, i])
            function f(a, b, u[N], v[M], q[3], A[N, M], B[N, M, 2], L[div(N * (N + 1), 2)];
                       p, y[N], X[N, M], int c[M], int d[N], int k) {
            %s    return %s
            }
            """;

    /**
     * A name for a value.
     *
     * @param axes as in {@code [i in N]}, or empty
     */
    record Binding(String name, String axes, Term body) {
        String text() {
            return "    " + name + axes + " = " + body.text() + "\n";
        }
    }

    String text() {
        String result = results.stream().map(Term::text).collect(Collectors.joining(", "));
        return text(
                bindings.stream().map(Binding::text).collect(Collectors.joining()),
                results.size() == 1 ? result : "(" + result + ")");
    }

    /** A program of these bindings, a line each, and results. */
    static String text(String bindings, String results) {
        return TEXT.formatted(bindings, results);
    }

    /** Programs a step smaller; some do not read. */
    List<IndexedProgram> smaller() {
        List<IndexedProgram> smaller = new ArrayList<>();
        for (int i = 0; i < results.size() && results.size() > 1; i++) {
            smaller.add(new IndexedProgram(bindings, without(results, i)));
        }
        for (int i = 0; i < bindings.size(); i++) {
            smaller.add(new IndexedProgram(without(bindings, i), results));
            Binding binding = bindings.get(i);
            for (Term body : binding.body().smaller()) {
                Binding changed = new Binding(binding.name(), binding.axes(), body);
                smaller.add(new IndexedProgram(replaced(bindings, i, changed), results));
            }
        }
        for (int i = 0; i < results.size(); i++) {
            for (Term result : results.get(i).smaller()) {
                smaller.add(new IndexedProgram(bindings, replaced(results, i, result)));
            }
        }
        return smaller;
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> fewer = new ArrayList<>(list);
        fewer.remove(index);
        return fewer;
    }

    private static <T> List<T> replaced(List<T> list, int index, T element) {
        List<T> changed = new ArrayList<>(list);
        changed.set(index, element);
        return changed;
    }
}
