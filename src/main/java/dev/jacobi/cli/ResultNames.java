package dev.jacobi.cli;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.syntax.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the results of a function are called: an only result {@code value}, several as the function returns them. */
final class ResultNames {
    private ResultNames() {}

    static List<String> of(FunctionGraph function) {
        int count = function.results().size();
        if (count == 1) {
            return List.of("value");
        }
        List<Expr> returned = function.origin().tree() == null
                ? List.of()
                : function.origin().tree().results();
        List<String> names = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int i = 0; i < count; i++) {
            boolean named = returned.size() == count && returned.get(i) instanceof Expr.Name;
            String name = named ? ((Expr.Name) returned.get(i)).name() : "result" + (i + 1);
            names.add(used.add(name) ? name : name + "_" + (i + 1));
        }
        return names;
    }

    /** The name of a result in that of its derivative: the function's own where it has one result, or nothing. */
    static String ofDerivative(FunctionGraph function, int result) {
        if (function.results().size() == 1) {
            return function.name() == null ? "" : function.name();
        }
        return of(function).get(result);
    }
}
