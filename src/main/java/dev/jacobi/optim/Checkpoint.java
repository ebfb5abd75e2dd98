package dev.jacobi.optim;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A file with the state of a minimisation: a line that names the version, the problem's description, the state, all big-endian, and a sum of
 * all bytes before it.
 *
 * @param every it is written before the step after so many
 */
record Checkpoint(Path file, long every) {
    private static final String FORMAT = "jacobi checkpoint ";
    private static final byte[] HEAD = (FORMAT + "1\n").getBytes(StandardCharsets.US_ASCII);

    /**
     * What is written.
     *
     * @param problem what must be the same where a run goes on, a line each
     * @param steps how many steps were made
     * @param loss the loss at the parameters
     * @param ofAll whether that is of all rows, or of the next batch
     * @param before the loss of all rows where the run looked at them last
     * @param memory the parameters, then the states
     */
    record State(
            String problem, long steps, double loss, boolean ofAll, double before, int parameters, double[] memory) {}

    boolean isDue(long steps) {
        return steps % every == 0;
    }

    /** Puts a state into the place of what is there, by a temporary file and one move. */
    void write(State state) {
        ByteBuffer bytes = bytes(state);
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(target.getParent());
            try {
                try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failure("cannot write the checkpoint " + file + ": " + e.getMessage(), e);
        }
    }

    private static ByteBuffer bytes(State state) {
        byte[] problem = state.problem.getBytes(StandardCharsets.UTF_8);
        int length = HEAD.length + 4 + problem.length + 8 + 8 + 1 + 8 + 4 + 4;
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(length, Math.multiplyExact(8, state.memory.length)));
        bytes.put(HEAD).putInt(problem.length).put(problem);
        bytes.putLong(state.steps).putDouble(state.loss).put((byte) (state.ofAll ? 1 : 0));
        bytes.putDouble(state.before).putInt(state.parameters);
        for (double number : state.memory) {
            bytes.putDouble(number);
        }
        return bytes.putInt(sum(bytes.array(), bytes.position())).flip();
    }

    /** What was written last. */
    State read() {
        try {
            return state(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw failure("there is no checkpoint " + file, e);
        } catch (IOException e) {
            throw failure("cannot read the checkpoint " + file + ": " + e.getMessage(), e);
        }
    }

    private State state(byte[] all) {
        String head = new String(all, 0, Math.min(all.length, HEAD.length), StandardCharsets.ISO_8859_1);
        if (!head.startsWith(FORMAT)) {
            throw failure(file + " is not a checkpoint", null);
        }
        if (!Arrays.equals(all, 0, Math.min(all.length, HEAD.length), HEAD, 0, HEAD.length)) {
            throw failure(
                    file + " is a checkpoint of another version: it begins with '" + head.strip() + "', expected is '"
                            + new String(HEAD, StandardCharsets.US_ASCII).strip() + "'",
                    null);
        }
        ByteBuffer bytes = ByteBuffer.wrap(all).position(HEAD.length);
        int end = all.length - 4;
        if (end < HEAD.length || bytes.getInt(end) != sum(all, end)) {
            throw damaged(null);
        }
        try {
            byte[] problem = new byte[Math.min(Math.max(0, bytes.getInt()), end)];
            bytes.get(problem);
            State found = new State(
                    new String(problem, StandardCharsets.UTF_8),
                    bytes.getLong(),
                    bytes.getDouble(),
                    bytes.get() == 1,
                    bytes.getDouble(),
                    bytes.getInt(),
                    new double[(end - bytes.position()) / Double.BYTES]);
            bytes.asDoubleBuffer().get(found.memory);
            return found;
        } catch (BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private JacobiException damaged(BufferUnderflowException cause) {
        return failure("the checkpoint " + file + " is damaged: its bytes do not have the sum that it names", cause);
    }

    /** Fails where a state is of another problem, saying what differs. */
    void requireSame(State state, String problem) {
        String[] found = state.problem.split("\n", -1);
        String[] needed = problem.split("\n", -1);
        for (int i = 0; i < needed.length; i++) {
            if (i >= found.length || !needed[i].equals(found[i])) {
                throw failure(
                        "the checkpoint " + file + " is of another minimisation: it has '"
                                + (i < found.length ? found[i] : "") + "', this is '" + needed[i] + "'",
                        null);
            }
        }
    }

    /** Fails where the loss does not take as many parameters. */
    void requireFit(double[] parameters, CompiledFunction loss) {
        try {
            loss.resultLength(parameters);
        } catch (JacobiException e) {
            throw failure("the checkpoint " + file + " does not fit the loss: " + e.getMessage(), e);
        }
    }

    /** Fails where the loss at a state's parameters is not the state's, but for what other machines round otherwise. */
    void requireLoss(State state, double loss) {
        double most = 1e-9 * Math.max(Math.abs(loss), Math.abs(state.loss));
        if (!(Math.abs(loss - state.loss) <= most)) {
            throw failure(
                    "the checkpoint " + file + " is of another loss or of other data: it has the loss " + state.loss
                            + ", at its parameters this one is " + loss,
                    null);
        }
    }

    /** A sum that other texts hardly have. */
    static String sum(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Integer.toHexString(sum(bytes, bytes.length));
    }

    private static int sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    static JacobiException failure(String message, Exception cause) {
        return new JacobiException(ErrorCode.INPUT, message, cause);
    }
}
