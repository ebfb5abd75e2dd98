package dev.jacobi.algebra;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The attempt to prove that two formulas without conditionals are equal. */
final class Proof {
    /** How often forms are computed again because units, factors or facts became finer. */
    private static final int MOST_PASSES = 6;

    private final Graph graph;
    private final Cases.Case question;
    private final Algebra algebra = Algebra.create();
    private final Domains left;
    private final Domains right;
    private final Domains given;
    private Map<Node, Quotient> forms;

    Proof(Graph graph, Cases.Case question) {
        this.graph = graph;
        this.question = question;
        this.left = Domains.of(graph, List.of(question.left()));
        this.right = Domains.of(graph, List.of(question.right()));
        List<Node> assumed = new ArrayList<>();
        question.conditions().forEach(condition -> assumed.addAll(List.of(condition.left(), condition.right())));
        this.given = Domains.of(graph, assumed);
    }

    /** Whether the difference is zero wherever both have a value; so it is if they have none anywhere in this case. */
    boolean succeeds() {
        Set<Condition> conditions = new LinkedHashSet<>(question.conditions());
        List.of(given, left, right).forEach(part -> {
            conditions.addAll(part.needed());
            conditions.addAll(part.assumed());
        });
        List<Node> roots = new ArrayList<>(List.of(question.left(), question.right()));
        conditions.forEach(condition -> roots.addAll(List.of(condition.left(), condition.right())));
        boolean finer = true;
        for (int pass = 0; pass < MOST_PASSES && finer; pass++) {
            algebra.used().clear();
            forms = new Forms(algebra).of(graph, roots);
            conditions.forEach(condition -> algebra.facts().add(difference(condition), condition.sign()));
            // What is known to be positive should appear as a factor where it is one.
            algebra.facts()
                    .polynomials()
                    .forEach(polynomial -> algebra.factors().of(Quotient.of(polynomial)));
            if (algebra.facts().isContradictory()) {
                return true;
            }
            finer = algebra.factors().isRefined() | algebra.multiples().isRefined() | pass == 0;
        }
        algebra.used().clear();
        forms.putAll(new Forms(algebra).of(graph, List.of(question.left(), question.right())));
        Quotient difference = algebra.field().minus(forms.get(question.left()), forms.get(question.right()));
        // Where neither of two numbers is the larger one, they are equal.
        return algebra.facts().sign(difference).equals(Sign.ZERO);
    }

    private Quotient difference(Condition condition) {
        return algebra.field().minus(forms.get(condition.left()), forms.get(condition.right()));
    }

    /** Conditions under which both formulas or neither have a value, and the rules hold, if they do not follow from the assumptions. */
    List<Condition> where() {
        Set<Condition> where = new LinkedHashSet<>();
        if (algebra.facts().isContradictory()) {
            return List.of();
        }
        addUnproved(left.needed(), known(right.needed()), where);
        addUnproved(right.needed(), known(left.needed()), where);
        Set<Condition> both = new LinkedHashSet<>(left.needed());
        both.addAll(right.needed());
        addUnproved(left.assumed(), known(both), where);
        addUnproved(right.assumed(), known(both), where);
        return List.copyOf(where);
    }

    /** The facts that follow from the assumptions and these conditions. */
    private Facts known(Set<Condition> conditions) {
        Facts known = new Facts(algebra.ring(), algebra.atoms());
        question.conditions().forEach(condition -> known.add(difference(condition), condition.sign()));
        given.needed().forEach(condition -> known.add(difference(condition), condition.sign()));
        conditions.forEach(condition -> known.add(difference(condition), condition.sign()));
        return known;
    }

    private void addUnproved(Set<Condition> asked, Facts known, Set<Condition> where) {
        where.forEach(condition -> known.add(difference(condition), condition.sign()));
        for (Condition condition : asked) {
            Quotient difference = difference(condition);
            if (!known.sign(difference).implies(condition.sign())) {
                where.add(condition);
                known.add(difference, condition.sign());
            }
        }
    }

    Set<Identity> rules() {
        return algebra.used();
    }
}
