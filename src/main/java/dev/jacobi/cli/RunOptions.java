package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.WholeFile;
import dev.jacobi.optim.Lbfgs;
import dev.jacobi.optim.Minimizer;
import dev.jacobi.optim.Stop;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long a training goes, over which rows at a time, and what it keeps on the way. */
final class RunOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--epochs",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "How often all rows are gone through. Default: ${DEFAULT-VALUE}.")
    private long epochs;

    @Option(
            names = "--batch",
            paramLabel = "ROWS",
            description = {
                "Rows of a step, in a new random order each epoch. Default: all of them, so that an epoch is a step.",
                "A loss that sums over rows sums over those of the batch; divide it by the size for a mean."
            })
    private Integer batch;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Tells what is random: the order of rows and --init. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Shortens gradients whose norm is more. Default: leaves them as they are.")
    private Double clip;

    @Option(
            names = "--gradient-norm",
            paramLabel = "NUMBER",
            description = "Ends early where the gradient over all rows has at most this norm.")
    private double gradientNorm;

    @Option(
            names = "--loss-change",
            paramLabel = "NUMBER",
            description = "Ends early where the loss over all rows changes by at most this in an epoch.")
    private double lossChange;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Keeps the state in a file from which --resume goes on.")
    private Path checkpoint;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "EPOCHS",
            defaultValue = "10",
            description = "How often --checkpoint is written, beside the end. Default: ${DEFAULT-VALUE}.")
    private long every;

    @Option(
            names = "--resume",
            description = {
                "Goes on from the checkpoint, with the same bits as if nothing had interrupted it; --epochs counts from the",
                "first start and, with a constant rate, may be more than then."
            })
    private boolean resume;

    /**
     * Fails where what needs no data is wrong.
     *
     * @throws IOException where the place of the checkpoint cannot be a file's
     */
    void check() throws IOException {
        if (epochs < 0) {
            throw usage("--epochs is " + epochs + ", it must be 0 or more");
        }
        if (every < 1) {
            throw usage("--checkpoint-every is " + every + ", it must be 1 or more");
        }
        if (checkpoint == null) {
            if (resume) {
                throw usage("--resume needs --checkpoint FILE, the file to go on from");
            }
        } else {
            new WholeFile(checkpoint);
        }
    }

    long epochs() {
        return epochs;
    }

    long seed() {
        return seed;
    }

    boolean resumes() {
        return resume;
    }

    /** How many steps an epoch has. */
    long epochSteps(int rows) {
        if (batch == null) {
            return 1;
        }
        if (batch < 1 || batch > rows) {
            throw usage("--batch is " + batch + ", there are " + rows + " rows; it must be from 1 to that");
        }
        return (rows + batch - 1) / batch;
    }

    /**
     * A minimisation with these settings.
     *
     * @param rowSize the size that counts rows, or null where there is none
     */
    Minimizer applyTo(Minimizer minimizer, String rowSize, long epochSteps) {
        Minimizer changed = minimizer.stop(new Stop(Math.multiplyExact(epochs, epochSteps), gradientNorm, lossChange));
        if (batch != null) {
            if (rowSize == null) {
                throw new JacobiException(
                        ErrorCode.ARGUMENT, "--batch needs one size that counts rows, as N does in x[N, D] and y[N]");
            }
            changed = changed.batches(rowSize, batch, seed);
        }
        if (clip != null) {
            changed = changed.clip(clip);
        }
        return checkpoint == null ? changed : changed.checkpoint(checkpoint, Math.multiplyExact(every, epochSteps));
    }

    /** A minimisation by L-BFGS with these settings; an epoch is a step. */
    Lbfgs applyTo(Lbfgs lbfgs) {
        refuse("--batch", batch != null, "which takes all rows in each step");
        refuse("--clip", clip != null, "which finds the length of each step by itself");
        refuse("--checkpoint", checkpoint != null, "which keeps no state");
        return lbfgs.stop(new Stop(epochs, gradientNorm, lossChange));
    }

    private void refuse(String option, boolean given, String why) {
        if (given) {
            throw usage(option + " is no setting of lbfgs, " + why);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
