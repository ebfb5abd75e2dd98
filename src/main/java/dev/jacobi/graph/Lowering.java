package dev.jacobi.graph;

import dev.jacobi.diag.Diagnostics;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Solving;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile;
import dev.jacobi.syntax.SourceFile.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
    private final Differentiation differentiation;
    private final Solving solving;

    private Lowering(
            SourceFile file,
            Limits limits,
            Map<String, FunctionGraph> others,
            Differentiation differentiation,
            Solving solving) {
        this.limits = limits;
        this.differentiation = differentiation;
        this.solving = solving;
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
     * The functions in order of a file that asks for no derivatives.
     *
     * @throws dev.jacobi.diag.JacobiException with every mistake of the file
     */
    public static List<FunctionGraph> lower(SourceFile file, Limits limits) {
        return lower(file, limits, Map.of(), Differentiation.NONE, Solving.defaults());
    }

    /** As the other, where equations are solved by default. */
    public static List<FunctionGraph> lower(
            SourceFile file, Limits limits, Map<String, FunctionGraph> imported, Differentiation differentiation) {
        return lower(file, limits, imported, differentiation, Solving.defaults());
    }

    /**
     * The functions of the file in order.
     *
     * @param imported functions of other files, by name; one of the file's own hides them
     * @param solving how its equations are solved
     * @throws dev.jacobi.diag.JacobiException with every mistake of the file
     */
    public static List<FunctionGraph> lower(
            SourceFile file,
            Limits limits,
            Map<String, FunctionGraph> imported,
            Differentiation differentiation,
            Solving solving) {
        Map<String, FunctionGraph> known = new HashMap<>(Prelude.FUNCTIONS);
        known.putAll(imported);
        return lowerOver(known, file, limits, differentiation, solving);
    }

    /** The functions of a file that knows these others and asks for no derivatives. */
    static List<FunctionGraph> lowerOver(Map<String, FunctionGraph> others, SourceFile file, Limits limits) {
        return lowerOver(others, file, limits, Differentiation.NONE, Solving.defaults());
    }

    private static List<FunctionGraph> lowerOver(
            Map<String, FunctionGraph> others,
            SourceFile file,
            Limits limits,
            Differentiation differentiation,
            Solving solving) {
        Lowering lowering = new Lowering(file, limits, others, differentiation, solving);
        for (Function function : lowering.calleesFirst(file.functions())) {
            FunctionGraph lowered = new FunctionLowering(
                            function,
                            lowering.limits,
                            lowering.diagnostics,
                            lowering.known,
                            lowering.declared,
                            lowering.differentiation,
                            lowering.solving)
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
        Map<String, List<Function>> callers = new HashMap<>();
        Map<Function, Integer> missing = new IdentityHashMap<>();
        Deque<Function> ready = new ArrayDeque<>();
        for (Function function : functions) {
            Set<String> callees = callees(function);
            callees.forEach(callee ->
                    callers.computeIfAbsent(callee, name -> new ArrayList<>()).add(function));
            missing.put(function, callees.size());
            if (callees.isEmpty()) {
                ready.add(function);
            }
        }
        List<Function> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            Function function = ready.remove();
            order.add(function);
            // Removed, so that a second function of the same name frees nobody again.
            List<Function> freed = callers.remove(function.name());
            for (Function caller : freed == null ? List.<Function>of() : freed) {
                if (missing.merge(caller, -1, Integer::sum) == 0) {
                    ready.add(caller);
                }
            }
        }
        functions.stream().filter(function -> missing.get(function) > 0).forEach(this::reportRecursion);
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
