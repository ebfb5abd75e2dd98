package dev.jacobi.algebra;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Walk;
import dev.jacobi.op.Op;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes of a graph as quotients of polynomials: equal forms are equal functions wherever both have a value. */
final class Forms {
    /** Higher powers are functions, which are not multiplied out. */
    private static final int HIGHEST_POWER = 64;

    private final Algebra algebra;
    private final Field field;

    Forms(Algebra algebra) {
        this.algebra = algebra;
        this.field = algebra.field();
    }

    /** The forms of these nodes and of all below. */
    Map<Node, Quotient> of(Graph graph, Collection<Node> roots) {
        Map<Node, Quotient> forms = new HashMap<>();
        for (Node node : Walk.upward(graph, roots)) {
            forms.put(node, of(node, arguments(node, forms)));
        }
        return forms;
    }

    private static List<Quotient> arguments(Node node, Map<Node, Quotient> forms) {
        List<Quotient> args = new ArrayList<>();
        node.args().forEach(arg -> args.add(forms.get(arg)));
        return args;
    }

    private Quotient of(Node node, List<Quotient> args) {
        return switch (node.op()) {
            case CONSTANT -> number(node.constant());
            case PARAMETER -> Quotient.of(algebra.atoms().variable(node));
            case POWER -> power(args.get(0), Rational.of(node.integer()));
            default -> apply(node.op(), node.integer(), args);
        };
    }

    private Quotient number(double value) {
        if (!Double.isFinite(value)) {
            throw new Effort.Exhausted("a formula has the constant " + value + ", which is no real number");
        }
        if (Math.abs(value) == Math.PI) {
            Quotient pi = Quotient.of(algebra.atoms().pi());
            return value < 0 ? field.negate(pi) : pi;
        }
        return value == Math.E ? new Exponentials(algebra).exp(Quotient.ONE) : Quotient.of(Rational.ofDecimal(value));
    }

    private Quotient apply(Op op, int integer, List<Quotient> args) {
        Quotient x = args.isEmpty() ? null : args.get(0);
        return switch (op) {
            case ADD -> field.plus(x, args.get(1));
            case SUB -> field.minus(x, args.get(1));
            case MUL -> field.times(x, args.get(1));
            case DIV -> field.over(x, args.get(1));
            case NEG -> field.negate(x);
            case FMA -> field.plus(field.times(x, args.get(1)), args.get(2));
            case DETACH -> x;
            case SQRT -> new Roots(algebra).squareRoot(x);
            case CBRT -> new Roots(algebra).cubeRoot(x);
            case ABS -> new Roots(algebra).abs(x);
            case EXP -> new Exponentials(algebra).exp(x);
            case LOG -> new Logarithms(algebra).log(x);
            case SIN -> new Angles(algebra).of(x).sine();
            case COS -> new Angles(algebra).of(x).cosine();
            case POW -> pow(x, args.get(1));
            case ASIN, ATAN, ERF, ERFINV -> odd(op, x);
            case FLOOR, CEIL, GAMMA -> new Steps(algebra).of(op, x);
            default -> definedOrAtom(op, integer, args);
        };
    }

    private Quotient pow(Quotient base, Quotient exponent) {
        return exponent.isConstant()
                ? power(base, exponent.constant())
                : define(Op.POW, Definitions.of(Op.POW), List.of(base, exponent));
    }

    private Quotient power(Quotient base, Rational exponent) {
        Rational twice = exponent.times(Rational.of(2));
        boolean small = exponent.numerator().abs().compareTo(BigInteger.valueOf(HIGHEST_POWER)) <= 0;
        if (small && exponent.isInteger()) {
            return field.power(base, exponent.numerator().intValue());
        }
        if (small && twice.isInteger()) {
            algebra.use(Identity.HALF_POWER);
            return field.power(
                    new Roots(algebra).squareRoot(base), twice.numerator().intValue());
        }
        return define(Op.POW, Definitions.of(Op.POW), List.of(base, Quotient.of(exponent)));
    }

    /** A function of which the negative argument has the negative value. */
    private Quotient odd(Op op, Quotient argument) {
        if (argument.isZero()) {
            return argument;
        }
        if (argument.numerator().leadingCoefficient().signum() > 0) {
            return Quotient.of(algebra.atoms().of(op, argument));
        }
        algebra.use(Identity.ODD_FUNCTION);
        return field.negate(Quotient.of(algebra.atoms().of(op, field.negate(argument))));
    }

    private Quotient definedOrAtom(Op op, int integer, List<Quotient> args) {
        FunctionGraph definition = Definitions.of(op);
        if (op == Op.SIGN) {
            Sign sign = algebra.facts().sign(args.get(0));
            if (sign.equals(Sign.POSITIVE) || sign.equals(Sign.NEGATIVE)) {
                return Quotient.of(sign.equals(Sign.POSITIVE) ? 1 : -1);
            }
        }
        if (definition != null) {
            return define(op, definition, args);
        }
        if (!op.isElementary() || op == Op.SELECT) {
            throw new Effort.Exhausted("there are no rules for '" + op.symbol() + "'");
        }
        return Quotient.of(algebra.atoms().intern(op, integer, args));
    }

    /** The right side of a definition; those that it uses in turn stand before it, so that this ends. */
    private Quotient define(Op op, FunctionGraph definition, List<Quotient> args) {
        algebra.use(Identity.definitionOf(op));
        Map<Node, Quotient> forms = new HashMap<>();
        for (Node node : Walk.upward(definition.graph(), definition.results())) {
            forms.put(node, node.is(Op.PARAMETER) ? args.get(node.index()) : of(node, arguments(node, forms)));
        }
        return forms.get(definition.results().get(0));
    }
}
