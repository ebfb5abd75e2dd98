package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.emit.FormulaText;
import dev.jacobi.emit.LoopEntry;
import dev.jacobi.emit.OptimizerStep;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.InPlace;
import java.util.List;

/**
 * How the method {@code step} of a generated class changes parameters: a formula of the language. Its last function takes arrays of one
 * size, the parameters first, then the states of the optimiser, then the gradient; and numbers, which are parameters of the method. It gives
 * the parameters and the states after the step. {@code optim} has the well-known ones.
 *
 * @param text the formula
 * @param imports where what it imports is found
 */
public record StepFormula(SourceText text, ImportResolver imports) {

    /** The step in the class of a loss, which gives one number. */
    OptimizerStep ofLoss(FunctionGraph loss, Options options) {
        List<FunctionGraph> functions = Linker.link(text, imports, Options.defaults());
        FunctionGraph rule = functions.get(functions.size() - 1);
        if (!fits(rule)) {
            throw refused(
                    rule,
                    "takes parameters, states and gradient, each as [N], then numbers, and gives parameters and states");
        }
        LoopEntry update = entry(rule, Derivative.VALUE, Options.defaults().strictMath(options.strictMath()));
        if (!InPlace.isPossible(update.program())) {
            throw refused(
                    rule, "makes each element of the one index only, since it is put in the place of the one before");
        }
        return new OptimizerStep(
                entry(loss, Derivative.GRADIENT, options),
                rule,
                update,
                FormulaText.of(rule.origin().tree()).formula());
    }

    /** Whether a function takes one vector more than it gives, then numbers. */
    static boolean fits(FunctionGraph rule) {
        int arrays = rule.results().size() + 1;
        return rule.data().isEmpty()
                && rule.variables().size() >= arrays
                && rule.variableNodes().subList(0, arrays).stream().allMatch(StepFormula::isVector)
                && rule.variableNodes().stream().skip(arrays).allMatch(node -> node.is(Op.PARAMETER));
    }

    private static boolean isVector(Node parameter) {
        return parameter.is(Op.ARRAY) && Loops.extents(parameter).size() == 1;
    }

    private JacobiException refused(FunctionGraph rule, String what) {
        return new JacobiException(
                ErrorCode.UNSUPPORTED,
                text.name() + ": '" + rule.name() + "' cannot be the step of an optimiser, which " + what);
    }

    static LoopEntry entry(FunctionGraph function, Derivative derivative, Options options) {
        Compiler.Differentiated graphs =
                Compiler.simplify(Compiler.differentiate(function, derivative, options), options);
        Compiler.checkConstants(List.of(graphs), options);
        return LoopCompiler.entry(function, graphs, derivative);
    }
}
