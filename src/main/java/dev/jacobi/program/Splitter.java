package dev.jacobi.program;

import dev.jacobi.program.Statement.Call;
import dev.jacobi.program.Statement.Choice;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a program into methods that HotSpot compiles: it never does so above 8000 bytes of bytecode, silently, and code then runs 40 to 130
 * times slower. A block that is too long becomes a sequence of calls, and so on until the calls are few enough.
 */
final class Splitter {
    /** Bytes a method, as {@link Sizes} estimates them: large enough for speed, small enough for a margin below 8000. */
    static final int TARGET = 4000;

    private final Sizes sizes;
    private final List<Block> methods = new ArrayList<>();

    private Splitter(Sizes sizes) {
        this.sizes = sizes;
    }

    /** The methods; the first is where the program begins. */
    static List<Block> split(Block whole, Sizes sizes) {
        Splitter splitter = new Splitter(sizes);
        splitter.methods.add(whole);
        splitter.shorten(whole);
        return splitter.methods;
    }

    private void shorten(Block block) {
        boolean isLong = sizes.of(block) > TARGET;
        for (Statement statement : block.statements()) {
            if (statement instanceof Choice choice && sizes.of(choice) > TARGET / 2) {
                shorten(choice.then());
                shorten(choice.otherwise());
                outline(choice.then());
                outline(choice.otherwise());
            } else if (statement instanceof Statement.Loop loop && isLong && sizes.of(loop) > TARGET / 2) {
                shorten(loop.body());
                outline(loop.body());
            }
        }
        while (sizes.of(block) > TARGET) {
            outlineGroups(block);
        }
    }

    /** Makes a branch that is still long a method of its own. */
    private void outline(Block block) {
        if (sizes.of(block) > TARGET / 2) {
            Block method = new Block();
            method.statements().addAll(block.statements());
            replace(block, List.of(call(method)));
        }
    }

    private void outlineGroups(Block block) {
        List<Statement> calls = new ArrayList<>();
        Block group = new Block();
        int size = 0;
        for (Statement statement : block.statements()) {
            int next = sizes.of(statement);
            if (size > 0 && size + next > TARGET) {
                calls.add(call(group));
                group = new Block();
                size = 0;
            }
            group.add(statement);
            size += next;
        }
        calls.add(call(group));
        replace(block, calls);
    }

    private Call call(Block method) {
        methods.add(method);
        return new Call(methods.size() - 1);
    }

    private static void replace(Block block, List<Statement> statements) {
        block.statements().clear();
        block.statements().addAll(statements);
    }
}
