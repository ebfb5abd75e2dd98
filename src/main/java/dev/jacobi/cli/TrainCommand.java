package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.cli.train.LossCurve;
import dev.jacobi.cli.train.Progress;
import dev.jacobi.cli.train.SvgPlot;
import dev.jacobi.cli.train.TextPlot;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.WholeFile;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.op.Type;
import dev.jacobi.optim.Lbfgs;
import dev.jacobi.optim.Minimizer;
import dev.jacobi.optim.Optimum;
import dev.jacobi.optim.PassListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = {
            "Finds the variables at which a function of arrays is small over the rows of a file.",
            "The function is a loss: its result is one number, its variables are the parameters, its data are columns."
        })
final class TrainCommand extends FormulaCommand {
    /** How many places a curve has at most, but for the last. */
    private static final long PLACES = 200;

    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description = "Values of data that is in no column, and first values of single variables.")
    private List<String> values = List.of();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = {
                "The rows: CSV whose first line names the columns, or JSON lines; - for standard input.",
                "Data y[N] is the column y; other columns are passed over."
            })
    private String file;

    @Mixin
    private ColumnOptions columns;

    @Mixin
    private StartOptions start;

    @Mixin
    private OptimizerOptions method;

    @Mixin
    private RunOptions run;

    @Option(names = "--strict-math", description = "Evaluate the loss with StrictMath.")
    private boolean strict;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Writes the parameters, for evaluate --params; without it they are printed.")
    private Path save;

    @Option(names = "--curve", paramLabel = "FILE", description = "Writes the curve of the loss as a picture, SVG.")
    private Path picture;

    @Option(
            names = "--progress",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "On standard error: ${COMPLETION-CANDIDATES}. Default: a bar at a terminal, else lines.")
    private Shown progress;

    /** What standard error shows of the progress. */
    enum Shown {
        AUTO,
        BAR,
        LINES,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    int run(Source source) {
        throw new JacobiException(
                ErrorCode.ARGUMENT,
                "a loss over rows has arrays, as in function loss(a, b; x[N], y[N]) = sum(i in N: (a + b * x[i] - y[i])^2)");
    }

    @Override
    int runArrays(Source source) throws IOException {
        FunctionGraph function = source.differentiable();
        if (function.results().size() != 1 || function.results().get(0).type() == Type.ARRAY) {
            throw new JacobiException(ErrorCode.DERIVATIVE, "a loss has one number as its result");
        }
        WholeFile saved = save == null ? null : new WholeFile(save);
        WholeFile drawn = picture == null ? null : new WholeFile(picture);
        method.check();
        run.check();
        TrainingData data = TrainingData.read(function, ArrayPoint.values(function, values), columns, file, in());
        ArrayPoint point = start.point(function, data.values(), run.seed());
        CompiledFunction loss = point.bind(source.compile(Options.defaults().strictMath(strict)));
        long epochSteps = method.isLbfgs() ? 1 : run.epochSteps(data.rows());
        Training training = method.isLbfgs() ? byLbfgs(loss) : bySteps(loss, data.rowSize(), epochSteps);
        data.classes().forEach(out()::println);
        out().println(data.rows() + " rows, " + point.x().length + " parameters");
        LossCurve curve = new LossCurve();
        Optimum best = minimize(training, point.x(), epochSteps, curve);
        List<ArrayValue> found = point.shaped(function.variableNodes(), best.parameters());
        if (saved != null) {
            saved.write(ParameterFile.text(function.variables(), found));
        }
        if (drawn != null) {
            drawn.write(SvgPlot.of(curve, "Loss over " + file));
        }
        report(curve, best, function.variables(), found);
        return Main.SUCCESS;
    }

    /** A minimisation that is ready to start. */
    @FunctionalInterface
    private interface Training {
        /** Goes from a start to the end, and tells of the loss after so many steps. */
        Optimum minimize(double[] first, Progress shown, PassListener losses);
    }

    private Training bySteps(CompiledFunction loss, String rowSize, long epochSteps) {
        Minimizer minimizer =
                run.applyTo(method.optimizer(run.epochs(), epochSteps).over(loss), rowSize, epochSteps);
        return (first, shown, losses) -> {
            Minimizer heard = minimizer
                    .listener((step, value, norm) -> shown.step(step - 1))
                    .passes(losses, everyPlace());
            return run.resumes() ? heard.resume() : heard.minimize(first);
        };
    }

    private Training byLbfgs(CompiledFunction loss) {
        Lbfgs lbfgs = run.applyTo(method.lbfgs(loss));
        return (first, shown, losses) -> {
            Optimum best = lbfgs.listener((step, value, norm) -> {
                        shown.step(step - 1);
                        if ((step - 1) % everyPlace() == 0) {
                            losses.pass(step - 1, value, norm);
                        }
                    })
                    .minimize(first);
            losses.pass(best.steps(), best.loss(), best.gradientNorm());
            return best;
        };
    }

    /** How many epochs there are between the places of a curve. */
    private long everyPlace() {
        return Math.max(1, (run.epochs() + PLACES - 1) / PLACES);
    }

    private Optimum minimize(Training training, double[] first, long epochSteps, LossCurve curve) {
        out().flush();
        try (Progress shown = new Progress(err(), style(), colour(), run.epochs(), epochSteps)) {
            return training.minimize(first, shown, (steps, value, norm) -> {
                curve.add(steps / epochSteps, value);
                shown.epoch(steps / epochSteps, value, norm);
            });
        }
    }

    private Progress.Style style() {
        return switch (progress) {
            case AUTO -> isAtTerminal() ? Progress.Style.BAR : Progress.Style.LINES;
            case BAR -> Progress.Style.BAR;
            case LINES -> Progress.Style.LINES;
            case NONE -> Progress.Style.NONE;
        };
    }

    /** Green where colours are welcome: picocli asks NO_COLOR and the terminal. */
    private UnaryOperator<String> colour() {
        Ansi ansi = spec().commandLine().getColorScheme().ansi();
        return text -> ansi.string("@|green " + text + "|@");
    }

    private void report(LossCurve curve, Optimum best, List<String> names, List<ArrayValue> found) {
        if (curve.isLine()) {
            out().print(TextPlot.of(curve));
        }
        String why = switch (best.reason()) {
            case STEPS -> "";
            case GRADIENT_NORM -> ", then the gradient was small";
            case LOSS_CHANGE -> ", then the loss hardly changed";
            case NO_DESCENT -> ", then no step lowered the loss any more";
        };
        out().println(method.name() + ": " + curve.last().epoch() + " epochs, " + best.steps() + " steps" + why);
        out().println("loss " + LossCurve.number(curve.first().loss()) + " at epoch "
                + curve.first().epoch() + ", " + LossCurve.number(best.loss()) + " at the end, gradient norm "
                + LossCurve.number(best.gradientNorm()));
        if (picture != null) {
            out().println("wrote the curve to " + picture);
        }
        if (save != null) {
            out().println("wrote the parameters to " + save);
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            out().println(names.get(i) + " = " + found.get(i).text());
        }
    }
}
