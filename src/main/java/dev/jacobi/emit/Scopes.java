package dev.jacobi.emit;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.Block;
import dev.jacobi.program.Statement;
import dev.jacobi.program.Statement.Assign;
import dev.jacobi.program.Statement.Choice;
import dev.jacobi.program.Statement.Let;
import dev.jacobi.program.Statement.Store;
import dev.jacobi.program.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the locals of a method are declared: in the innermost block that contains all that mentions them, right before the first
 * statement there that does, unless that statement defines them itself.
 */
final class Scopes {
    /** A block's place in the tree of blocks; {@code owner} is the statement of the parent that contains it. */
    private record Frame(Frame parent, Statement owner, int depth) {}

    /** A place at which a variable is mentioned. */
    private record Mention(Frame frame, Statement statement) {}

    private final Storage storage;
    private final Map<Node, Frame> scopes = new LinkedHashMap<>();
    private final Map<Node, Mention> firsts = new HashMap<>();
    private final Map<Node, Integer> parameters = new LinkedHashMap<>();
    private final Map<Statement, List<Node>> declarations = new IdentityHashMap<>();
    private final List<Node> returned = new ArrayList<>();

    /**
     * @param body the method's statements
     * @param result the node that the method returns, or null
     */
    Scopes(Block body, Storage storage, Node result) {
        this.storage = storage;
        Frame whole = new Frame(null, null, 0);
        visit(body, whole);
        if (result != null) {
            mention(storage.mentions(result), whole, null);
        }
        Set<Node> defined = new HashSet<>();
        firsts.forEach((node, first) -> {
            Frame scope = scopes.get(node);
            Statement statement = first.statement;
            for (Frame frame = first.frame; frame.depth > scope.depth; frame = frame.parent) {
                statement = frame.owner;
            }
            boolean definesItself = statement instanceof Let let && let.node() == node && defined.add(node);
            if (!definesItself) {
                (statement == null ? returned : declarations.computeIfAbsent(statement, s -> new ArrayList<>()))
                        .add(node);
            }
        });
        declarations.values().forEach(nodes -> nodes.sort((a, b) -> Integer.compare(a.id(), b.id())));
    }

    /** The variables that are declared before a statement. */
    List<Node> declaredBefore(Statement statement) {
        return declarations.getOrDefault(statement, List.of());
    }

    /** The variables that only the return statement mentions. */
    List<Node> returned() {
        return returned;
    }

    /** All variables that the method mentions, in order. */
    Set<Node> variables() {
        return scopes.keySet();
    }

    /** The parameters that the method mentions more than once. */
    List<Node> repeatedParameters() {
        return parameters.keySet().stream()
                .filter(node -> parameters.get(node) > 1)
                .toList();
    }

    /** Blocks nest no deeper than the program stage lets them. */
    private void visit(Block block, Frame frame) {
        for (Statement statement : block.statements()) {
            if (statement instanceof Let let) {
                mention(storage.argumentMentions(let.node()), frame, statement);
                mention(List.of(let.node()), frame, statement);
            } else if (statement instanceof Assign assign) {
                mention(storage.mentions(assign.value()), frame, statement);
                mention(List.of(assign.target()), frame, statement);
            } else if (statement instanceof Store store) {
                mention(storage.mentions(store.value()), frame, statement);
            } else if (statement instanceof Choice choice) {
                mention(storage.mentions(choice.condition()), frame, statement);
                visit(choice.then(), new Frame(frame, statement, frame.depth + 1));
                visit(choice.otherwise(), new Frame(frame, statement, frame.depth + 1));
            }
        }
    }

    private void mention(List<Node> nodes, Frame frame, Statement statement) {
        for (Node node : nodes) {
            if (node.is(Op.PARAMETER)) {
                parameters.merge(node, 1, Integer::sum);
            } else if (storage.hasVariable(node)) {
                firsts.putIfAbsent(node, new Mention(frame, statement));
                scopes.merge(node, frame, Scopes::common);
            }
        }
    }

    private static Frame common(Frame a, Frame b) {
        Frame left = a;
        Frame right = b;
        while (left != right) {
            if (left.depth >= right.depth) {
                left = left.parent;
            } else {
                right = right.parent;
            }
        }
        return left;
    }
}
