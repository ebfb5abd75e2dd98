package com.acme.arm;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * An arm on a turning base. Where its hand is says {@code hand.jacobi}; the class {@code Hand} and its Jacobian are generated from that.
 *
 * @param base the height of the shoulder in metres
 * @param upper from shoulder to elbow
 * @param fore from elbow to wrist
 * @param palm from the wrist to what the hand holds
 */
public record Arm(double base, double upper, double fore, double palm) {
    private static final int JOINTS = 4;
    private static final int MOST_STEPS = 200;

    public Arm {
        for (double length : new double[] {base, upper, fore, palm}) {
            if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a length is " + length + ", it must be positive and finite");
            }
        }
    }

    /** Forward kinematics: where the hand is. */
    public Pose hand(Joints joints) {
        return Pose.of(pose(joints.toArray()));
    }

    /** The derivatives of x, y, z and pitch (rows) by waist, shoulder, elbow and wrist (columns). */
    public double[][] jacobian(Joints joints) {
        double[] q = joints.toArray();
        double[] flat = new double[JOINTS * JOINTS];
        Hand.jacobian(q[0], q[1], q[2], q[3], base, upper, fore, palm, flat);
        double[][] rows = new double[JOINTS][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(flat, row * JOINTS, (row + 1) * JOINTS));
        return rows;
    }

    /**
     * How fast the joints must turn for the hand to move as wanted.
     *
     * @throws IllegalStateException where the arm is stretched, or its hand stands above its base: no speeds of joints move the hand
     *     in each direction then
     */
    public Joints speeds(Joints joints, Pose wanted) {
        DecompositionSolver solver = new LUDecomposition(matrix(joints.toArray()), 1e-9).getSolver();
        if (!solver.isNonSingular()) {
            throw new IllegalStateException("at " + joints + " the hand cannot move in each direction");
        }
        return Joints.of(solver.solve(new ArrayRealVector(wanted.toArray())).toArray());
    }

    /**
     * Inverse kinematics: the joints that bring the hand to a pose, or where none do, nearest to it in the sense of least squares. Which of
     * several solutions it is, elbow up or down, the start decides.
     *
     * @throws org.hipparchus.exception.MathRuntimeException where 200 steps do not suffice
     */
    public Solution reach(Pose target, Joints start) {
        LeastSquaresBuilder problem = new LeastSquaresBuilder()
                .start(start.toArray())
                .target(target.toArray())
                .model(q -> new Pair<RealVector, RealMatrix>(
                        new ArrayRealVector(pose(q.toArray()), false), matrix(q.toArray())))
                .maxEvaluations(MOST_STEPS)
                .maxIterations(MOST_STEPS);
        Optimum optimum = new LevenbergMarquardtOptimizer().optimize(problem.build());
        Joints joints = Joints.of(optimum.getPoint().toArray());
        return new Solution(joints, optimum.getResiduals().getNorm(), optimum.getEvaluations());
    }

    /**
     * What inverse kinematics found.
     *
     * @param joints the angles
     * @param distance how far the pose is from the one that was wanted: 0 up to rounding where it can be reached
     * @param evaluations how often the pose was computed
     */
    public record Solution(Joints joints, double distance, int evaluations) {}

    private double[] pose(double[] q) {
        double[] pose = new double[JOINTS];
        Hand.value(q[0], q[1], q[2], q[3], base, upper, fore, palm, pose);
        return pose;
    }

    private RealMatrix matrix(double[] q) {
        return new Array2DRowRealMatrix(jacobian(Joints.of(q)), false);
    }
}
