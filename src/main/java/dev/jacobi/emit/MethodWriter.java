package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Block;
import dev.jacobi.program.Program;
import dev.jacobi.program.Statement;
import dev.jacobi.program.Statement.Assign;
import dev.jacobi.program.Statement.Choice;
import dev.jacobi.program.Statement.Let;
import dev.jacobi.program.Statement.Store;
import dev.jacobi.program.Storage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the body of one method of a program. */
final class MethodWriter {
    /** Bytecode holds smaller numbers itself. */
    private static final int BASE = Short.MAX_VALUE + 1;

    private final Program program;
    private final Storage storage;
    private final Signature signature;
    private final int method;
    private final String partPrefix;
    private final JavaNames names;
    private final FormulaText text;
    private final boolean returns;
    private final Scopes scopes;
    private final ExpressionWriter expressions;
    private final Map<Node, String> locals = new HashMap<>();
    private final Set<Node> declared = new HashSet<>();
    private final Set<Node> commented = new HashSet<>();
    private final Map<Integer, String> bases = new TreeMap<>();
    private final CodeBlock.Builder code = CodeBlock.builder();

    MethodWriter(
            Program program,
            Signature signature,
            int method,
            String partPrefix,
            JavaNames classNames,
            FormulaText text,
            boolean strict,
            boolean returns) {
        this.program = program;
        this.storage = program.storage();
        this.signature = signature;
        this.method = method;
        this.partPrefix = partPrefix;
        this.names = classNames.nested();
        this.text = text;
        this.returns = returns;
        this.scopes = new Scopes(program.methods().get(method), storage, returns ? program.returned() : null);
        this.expressions = new ExpressionWriter(this::name, strict);
    }

    /** The body; that of the first method ends by returning the program's value. */
    CodeBlock write() {
        scopes.repeatedParameters().forEach(this::loadParameter);
        if (storage.recycles(method)) {
            declareRecycled();
        }
        write(program.methods().get(method));
        if (returns) {
            declareBefore(scopes.returned());
            code.addStatement("return $L", expressions.value(program.returned()));
        }
        CodeBlock.Builder declarations = CodeBlock.builder();
        bases.forEach((base, name) -> declarations.addStatement("int $L = $L", name, base));
        return declarations.add(code.build()).build();
    }

    /** Reads a parameter from its array once where the method needs it more than once. */
    private void loadParameter(Node parameter) {
        String text = signature.texts().of(parameter);
        if (text.endsWith("]")) {
            String local = names.fresh(text.replace("[", "").replace("]", ""));
            code.addStatement("double $L = $L", local, text);
            locals.put(parameter, local);
        }
    }

    /** Recycled locals are declared at the top, initialised: janino#151. */
    private void declareRecycled() {
        Set<String> seen = new HashSet<>();
        for (Node node : scopes.variables()) {
            if (!storage.isInWorkspace(node)) {
                boolean real = node.type() == Type.REAL;
                String local = (real ? "t" : "c") + storage.place(node);
                locals.put(node, local);
                declared.add(node);
                if (seen.add(local)) {
                    code.addStatement(real ? "double $L = 0.0" : "boolean $L = false", local);
                }
            }
        }
    }

    private void write(Block block) {
        for (Statement statement : block.statements()) {
            boolean initialised = statement instanceof Choice choice && writeInitialised(choice);
            if (!initialised) {
                declareBefore(scopes.declaredBefore(statement));
                write(statement);
            }
        }
    }

    private void write(Statement statement) {
        if (statement instanceof Let let) {
            define(let.node(), expressions.computation(let.node()));
        } else if (statement instanceof Assign assign) {
            define(assign.target(), expressions.value(assign.value()));
        } else if (statement instanceof Store store) {
            code.addStatement("$L[$L] = $L", signature.out(), index(store.index()), expressions.value(store.value()));
        } else if (statement instanceof Statement.Call call) {
            code.addStatement("$L$L($L)", partPrefix, call.method(), signature.arguments());
        } else if (statement instanceof Choice choice) {
            code.beginControlFlow("if ($L)", expressions.value(choice.condition()));
            write(choice.then());
            if (!choice.otherwise().statements().isEmpty()) {
                code.nextControlFlow("else");
                write(choice.otherwise());
            }
            code.endControlFlow();
        }
    }

    /**
     * A branch whose other side only passes on values at hand: the variables begin with those, and the other side needs no code.
     * False where the branch has no such side.
     */
    private boolean writeInitialised(Choice choice) {
        List<Node> fresh = scopes.declaredBefore(choice);
        if (!passesOnValues(choice.otherwise(), fresh)) {
            return false;
        }
        Set<Node> initialised = new HashSet<>();
        for (Statement statement : choice.otherwise().statements()) {
            Assign assign = (Assign) statement;
            define(assign.target(), expressions.value(assign.value()));
            initialised.add(assign.target());
        }
        declareBefore(fresh.stream().filter(node -> !initialised.contains(node)).toList());
        code.beginControlFlow("if ($L)", expressions.value(choice.condition()));
        write(choice.then());
        code.endControlFlow();
        return true;
    }

    /**
     * Whether each statement of a side gives a new local a constant, a parameter or another variable. A place of the workspace may still
     * hold what the other side reads: it is not new before its own statement.
     */
    private boolean passesOnValues(Block side, List<Node> fresh) {
        return !storage.recycles(method)
                && side.statements().stream()
                        .allMatch(statement -> statement instanceof Assign assign
                                && fresh.contains(assign.target())
                                && !storage.isInWorkspace(assign.target())
                                && !fresh.contains(assign.value())
                                && (assign.value().op().isLeaf() || storage.hasVariable(assign.value())));
    }

    private void declareBefore(List<Node> nodes) {
        for (Node node : nodes) {
            if (!storage.isInWorkspace(node) && declared.add(node)) {
                boolean real = node.type() == Type.REAL;
                comment(node);
                code.addStatement(real ? "double $L = 0.0" : "boolean $L = false", local(node));
            }
        }
    }

    private void define(Node node, String value) {
        comment(node);
        if (storage.isInWorkspace(node)) {
            String number = node.type() == Type.CONDITION ? "(" + value + ") ? 1.0 : 0.0" : value;
            code.addStatement("$L = $L", workspace(node), number);
        } else if (declared.add(node)) {
            code.addStatement("$L $L = $L", node.type() == Type.REAL ? "double" : "boolean", local(node), value);
        } else if (!value.equals(local(node))) {
            code.addStatement("$L = $L", local(node), value);
        }
    }

    /** Says once what the user calls a node. */
    private void comment(Node node) {
        if (commented.add(node)) {
            code.add(text.comment(program.names().get(node)));
        }
    }

    /** The text of a leaf or variable; null for a node that is written out. */
    private String name(Node node) {
        if (node.is(Op.PARAMETER)) {
            String local = locals.get(node);
            return local != null ? local : signature.texts().of(node);
        }
        if (!storage.hasVariable(node)) {
            return null;
        }
        return storage.isInWorkspace(node) ? workspace(node) : local(node);
    }

    private String workspace(Node node) {
        return signature.work() + "[" + index(storage.place(node)) + "]";
    }

    /** The text of an array's index. A larger number would be a constant of the class, and a class has room for 65535 of them. */
    private String index(int number) {
        if (number < BASE) {
            return Integer.toString(number);
        }
        int whole = number / BASE * BASE;
        return bases.computeIfAbsent(whole, base -> names.fresh("base" + base / BASE)) + " + " + (number - whole);
    }

    private String local(Node node) {
        String local = locals.get(node);
        if (local == null) {
            String wish = program.names().get(node);
            local = wish != null ? names.fresh(wish) : names.temporary(node.type() == Type.REAL ? "t" : "c");
            locals.put(node, local);
        }
        return local;
    }
}
