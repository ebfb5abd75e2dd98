package dev.jacobi.program;

import dev.jacobi.graph.Node;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Where each value lives: in its user's expression, in a local variable where one method mentions it, in the workspace where several do.
 * Locals of large methods and places of the workspace are used again when their value is no longer needed.
 */
public final class Storage {
    /** Methods with more locals use variables again: the time that Janino takes grows with the square of their number. */
    private static final int MOST_LOCALS = 48;

    private static final int SEVERAL = -1;

    private final Inlining inlining;
    private final Map<Node, Life> lives = new LinkedHashMap<>();
    private final Map<Node, Integer> places = new HashMap<>();
    private final Set<Integer> recycling = new HashSet<>();
    private int workSize;
    private int clock;

    /** From where to where a value is mentioned, in the order of execution, and by which methods. */
    private static final class Life {
        final int first;
        int last;
        final Set<Integer> methods = new LinkedHashSet<>();

        Life(int first) {
            this.first = first;
        }

        int soleMethod() {
            return methods.size() == 1 ? methods.iterator().next() : SEVERAL;
        }
    }

    private Storage(Inlining inlining) {
        this.inlining = inlining;
    }

    static Storage assign(List<Block> methods, Node returned, Inlining inlining) {
        Storage storage = new Storage(inlining);
        storage.measure(methods, returned);
        Map<Integer, List<Map.Entry<Node, Life>>> byMethod = storage.livesByMethod();
        storage.workSize = allocate(byMethod.getOrDefault(SEVERAL, List.of()), storage.places);
        byMethod.forEach((method, locals) -> {
            if (method != SEVERAL && locals.size() > MOST_LOCALS) {
                storage.recycle(method, locals);
            }
        });
        return storage;
    }

    /** Whether a node has a variable or a place of the workspace, rather than being part of its user's expression. */
    public boolean hasVariable(Node node) {
        return inlining.hasVariable(node);
    }

    /** Whether a node lives in the workspace. A condition that several methods need lives there as 1 or 0. */
    public boolean isInWorkspace(Node node) {
        Life life = lives.get(node);
        return life != null && !node.op().isLeaf() && life.soleMethod() == SEVERAL;
    }

    /** Whether a method's locals are used again. */
    public boolean recycles(int method) {
        return recycling.contains(method);
    }

    /** The number of a node's place: in the workspace, or among the recycled locals of its type. */
    public int place(Node node) {
        return places.get(node);
    }

    /** The leaves and variables that an expression mentions. */
    public List<Node> mentions(Node node) {
        return inlining.mentions(node);
    }

    /** As {@link #mentions}, of the arguments of a node. */
    public List<Node> argumentMentions(Node node) {
        return inlining.argumentMentions(node);
    }

    int workSize() {
        return workSize;
    }

    /** The lives that belong to one method alone, and under SEVERAL those that several share; in the order in which they begin. */
    private Map<Integer, List<Map.Entry<Node, Life>>> livesByMethod() {
        Map<Integer, List<Map.Entry<Node, Life>>> byMethod = new HashMap<>();
        lives.entrySet()
                .forEach(life -> byMethod.computeIfAbsent(life.getValue().soleMethod(), method -> new ArrayList<>())
                        .add(life));
        return byMethod;
    }

    private void recycle(int method, List<Map.Entry<Node, Life>> locals) {
        recycling.add(method);
        for (Type type : Type.values()) {
            allocate(
                    locals.stream().filter(life -> life.getKey().type() == type).toList(), places);
        }
    }

    /** Gives each life the smallest place that is free during it; returns the number of places. */
    private static int allocate(List<Map.Entry<Node, Life>> lives, Map<Node, Integer> places) {
        PriorityQueue<Integer> free = new PriorityQueue<>();
        PriorityQueue<Map.Entry<Node, Life>> busy =
                new PriorityQueue<>((a, b) -> Integer.compare(a.getValue().last, b.getValue().last));
        int count = 0;
        for (Map.Entry<Node, Life> entry : lives) {
            while (!busy.isEmpty() && busy.peek().getValue().last < entry.getValue().first) {
                free.add(places.get(busy.poll().getKey()));
            }
            places.put(entry.getKey(), free.isEmpty() ? count++ : free.poll());
            busy.add(entry);
        }
        return count;
    }

    /** A place in the walk over the program: the next statement of a block of a method. */
    private record Visit(int method, Block block, int next) {}

    /** Walks the program in the order of execution and records when each variable is mentioned, and by which method. */
    private void measure(List<Block> methods, Node returned) {
        List<Visit> open = new ArrayList<>();
        open.add(new Visit(0, methods.get(0), 0));
        while (!open.isEmpty()) {
            Visit visit = open.remove(open.size() - 1);
            if (visit.next < visit.block.statements().size()) {
                open.add(new Visit(visit.method, visit.block, visit.next + 1));
                clock++;
                measure(visit.block.statements().get(visit.next), visit.method, methods, open);
            }
        }
        clock++;
        touch(inlining.mentions(returned), 0);
    }

    private void measure(Statement statement, int method, List<Block> methods, List<Visit> open) {
        if (statement instanceof Statement.Let let) {
            touch(inlining.argumentMentions(let.node()), method);
            touch(List.of(let.node()), method);
        } else if (statement instanceof Statement.Assign assign) {
            touch(inlining.mentions(assign.value()), method);
            touch(List.of(assign.target()), method);
        } else if (statement instanceof Statement.Store store) {
            touch(inlining.mentions(store.value()), method);
        } else if (statement instanceof Statement.Choice choice) {
            touch(inlining.mentions(choice.condition()), method);
            open.add(new Visit(method, choice.otherwise(), 0));
            open.add(new Visit(method, choice.then(), 0));
        } else if (statement instanceof Statement.Call call) {
            open.add(new Visit(call.method(), methods.get(call.method()), 0));
        }
    }

    private void touch(List<Node> nodes, int method) {
        for (Node node : nodes) {
            if (inlining.hasVariable(node)) {
                Life life = lives.computeIfAbsent(node, n -> new Life(clock));
                life.last = clock;
                life.methods.add(method);
            }
        }
    }
}
