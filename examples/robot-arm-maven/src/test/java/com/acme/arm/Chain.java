package com.acme.arm;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/** The arm as textbooks have it, independent of the formula: a product of turns and shifts, and the geometric Jacobian. */
final class Chain {
    private final double[][] axes = new double[4][];
    private final double[][] places = new double[4][];
    private final double[] hand;

    Chain(Arm arm, Joints joints) {
        double[] angles = joints.toArray();
        RealMatrix frame = shift(0, 0, arm.base());
        double[] lengths = {0, arm.upper(), arm.fore(), arm.palm()};
        for (int joint = 0; joint < 4; joint++) {
            // The waist turns about z; the others about -y, so that a positive angle lifts the arm.
            axes[joint] = column(frame, joint == 0 ? 2 : 1, joint == 0 ? 1 : -1);
            places[joint] = column(frame, 3, 1);
            RealMatrix turn = joint == 0 ? aboutZ(angles[0]) : aboutMinusY(angles[joint]);
            frame = frame.multiply(turn).multiply(shift(lengths[joint], 0, 0));
        }
        hand = column(frame, 3, 1);
    }

    double[] hand() {
        return hand;
    }

    /** How the hand moves with a joint: the joint's axis times the way from the joint to the hand. */
    double[] motion(int joint) {
        double[] a = axes[joint];
        double[] r = {hand[0] - places[joint][0], hand[1] - places[joint][1], hand[2] - places[joint][2]};
        return new double[] {a[1] * r[2] - a[2] * r[1], a[2] * r[0] - a[0] * r[2], a[0] * r[1] - a[1] * r[0]};
    }

    private static double[] column(RealMatrix frame, int column, double factor) {
        return new double[] {
            factor * frame.getEntry(0, column), factor * frame.getEntry(1, column), factor * frame.getEntry(2, column)
        };
    }

    private static RealMatrix shift(double x, double y, double z) {
        return new Array2DRowRealMatrix(new double[][] {{1, 0, 0, x}, {0, 1, 0, y}, {0, 0, 1, z}, {0, 0, 0, 1}});
    }

    private static RealMatrix aboutZ(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Array2DRowRealMatrix(new double[][] {{c, -s, 0, 0}, {s, c, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
    }

    private static RealMatrix aboutMinusY(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new Array2DRowRealMatrix(new double[][] {{c, 0, -s, 0}, {0, 1, 0, 0}, {s, 0, c, 0}, {0, 0, 0, 1}});
    }
}
