package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.SourceFile.Function;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the functions of a file into graphs: resolves names, checks arity and types, and replaces every call by the called function's
 * graph. Callees come first, so that each function is lowered once and a call is a substitution.
 */
public final class Lowering {
    private final Limits limits;
    private final Diagnostics diagnostics;
    private final Set<String> declared = new HashSet<>();
    private final Map<String, FunctionGraph> known;

    private Lowering(SourceFile file, Limits limits, Map<String, FunctionGraph> others) {
        this.limits = limits;
        this.diagnostics = new Diagnostics(file.source());
        this.known = new HashMap<>(others);
        for (Function function : file.functions()) {
            if (function.name() != null) {
                declared.add(function.name());
                known.remove(function.name());
            }
        }
    }

    /**
     * The functions of the file in order.
     *
     * @throws dev.jacobi.diag.JacobiException with every mistake of the file
     */
    public static List<FunctionGraph> lower(SourceFile file, Limits limits) {
        return lower(file, limits, Map.of());
    }

    /** As {@link #lower(SourceFile, Limits)}, with functions of other files, by name; one of the file's own hides them. */
    public static List<FunctionGraph> lower(SourceFile file, Limits limits, Map<String, FunctionGraph> imported) {
        Map<String, FunctionGraph> known = new HashMap<>(Prelude.FUNCTIONS);
        known.putAll(imported);
        return lowerOver(known, file, limits);
    }

    /** The functions of a file that knows these others. */
    static List<FunctionGraph> lowerOver(Map<String, FunctionGraph> others, SourceFile file, Limits limits) {
        Lowering lowering = new Lowering(file, limits, others);
        for (Function function : lowering.calleesFirst(file.functions())) {
            FunctionGraph lowered = new FunctionLowering(
                            function, lowering.limits, lowering.diagnostics, lowering.known, lowering.declared)
                    .lower();
            if (lowered != null) {
                lowering.known.put(function.name(), lowered);
            }
        }
        lowering.diagnostics.throwIfAny();
        List<FunctionGraph> results = new ArrayList<>();
        file.functions().forEach(function -> results.add(lowering.known.get(function.name())));
        return results;
    }

    /** The functions in an order in which callees precede callers; those that call themselves are reported and left out. */
    private List<Function> calleesFirst(List<Function> functions) {
        Map<String, Set<String>> callees = new HashMap<>();
        functions.forEach(function -> callees.put(function.name(), callees(function)));
        List<Function> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        List<Function> rest = functions;
        while (!rest.isEmpty()) {
            List<Function> waiting = new ArrayList<>();
            for (Function function : rest) {
                if (done.containsAll(callees.get(function.name()))) {
                    order.add(function);
                    done.add(function.name());
                } else {
                    waiting.add(function);
                }
            }
            if (waiting.size() == rest.size()) {
                waiting.forEach(this::reportRecursion);
                return order;
            }
            rest = waiting;
        }
        return order;
    }

    private void reportRecursion(Function function) {
        diagnostics.report(
                ErrorCode.RECURSION,
                function.nameSpan(),
                "function " + function.name() + " calls itself, or one that does; recursion is not allowed");
    }

    private Set<String> callees(Function function) {
        Set<String> callees = new HashSet<>();
        List<Expr> roots = new ArrayList<>(function.results());
        function.bindings().forEach(binding -> roots.add(binding.value()));
        for (Expr root : roots) {
            for (Expr part : Expr.postorder(root)) {
                if (part instanceof Expr.Call call && declared.contains(call.function())) {
                    callees.add(call.function());
                }
            }
        }
        return callees;
    }
}
