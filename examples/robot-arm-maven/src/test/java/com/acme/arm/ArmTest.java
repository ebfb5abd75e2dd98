package com.acme.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArmTest {
    private static final Arm ARM = new Arm(0.30, 0.40, 0.35, 0.10);

    private static List<Joints> anyJoints() {
        Random random = new Random(1);
        return Stream.generate(() -> new Joints(
                        random.nextDouble(-3, 3),
                        random.nextDouble(-3, 3),
                        random.nextDouble(-3, 3),
                        random.nextDouble(-3, 3)))
                .limit(50)
                .toList();
    }

    @Test
    void handIsWhereTheChainOfTurnsEnds() {
        for (Joints joints : anyJoints()) {
            Pose pose = ARM.hand(joints);
            assertArrayEquals(
                    new Chain(ARM, joints).hand(),
                    new double[] {pose.x(), pose.y(), pose.z()},
                    4e-15,
                    joints::toString);
            assertEquals(joints.shoulder() + joints.elbow() + joints.wrist(), pose.pitch(), 4e-15);
        }
    }

    @Test
    void jacobianIsTheGeometricOne() {
        for (Joints joints : anyJoints()) {
            double[][] jacobian = ARM.jacobian(joints);
            Chain chain = new Chain(ARM, joints);
            for (int joint = 0; joint < 4; joint++) {
                double[] column = {jacobian[0][joint], jacobian[1][joint], jacobian[2][joint]};
                assertArrayEquals(chain.motion(joint), column, 4e-15, joints + ", joint " + joint);
                assertEquals(joint == 0 ? 0 : 1, jacobian[3][joint]);
            }
        }
    }

    /** The elbow by the law of cosines, with the sign that the start has. */
    private static Joints byTrigonometry(Pose pose, boolean elbowUp) {
        double reach = Math.hypot(pose.x(), pose.y()) - ARM.palm() * Math.cos(pose.pitch());
        double height = pose.z() - ARM.base() - ARM.palm() * Math.sin(pose.pitch());
        double bend = (reach * reach + height * height - ARM.upper() * ARM.upper() - ARM.fore() * ARM.fore())
                / (2 * ARM.upper() * ARM.fore());
        double elbow = elbowUp ? -Math.acos(bend) : Math.acos(bend);
        double shoulder = Math.atan2(height, reach)
                - Math.atan2(ARM.fore() * Math.sin(elbow), ARM.upper() + ARM.fore() * Math.cos(elbow));
        return new Joints(Math.atan2(pose.y(), pose.x()), shoulder, elbow, pose.pitch() - shoulder - elbow);
    }

    @Test
    void jointsAreThoseThatTrigonometryGives() {
        for (int i = 0; i <= 20; i++) {
            Pose pose = new Pose(0.5, -0.3 + 0.03 * i, 0.2 + 0.015 * i, 0.02 * i);
            for (boolean elbowUp : new boolean[] {true, false}) {
                Joints start = elbowUp ? new Joints(0, 0.9, -1.2, 0.3) : new Joints(0, -0.5, 1.2, -0.7);
                Arm.Solution solution = ARM.reach(pose, start);
                assertEquals(0, solution.distance(), 1e-10);
                assertArrayEquals(
                        byTrigonometry(pose, elbowUp).toArray(),
                        solution.joints().toArray(),
                        1e-9,
                        pose + (elbowUp ? ", elbow up" : ", elbow down"));
            }
        }
    }

    @Test
    void armThatCannotReachIsStretchedTowardsTheTarget() {
        Arm.Solution solution = ARM.reach(new Pose(1.5, 0, 0.3, 0), new Joints(0.2, 0.9, -1.2, 0.3));
        assertEquals(1.5 - (0.40 + 0.35 + 0.10), solution.distance(), 1e-10);
        assertArrayEquals(new double[4], solution.joints().toArray(), 1e-5);
    }

    @Test
    void speedsMoveTheHandAsWanted() {
        Joints joints = new Joints(0.3, 0.9, -1.2, 0.3);
        Pose wanted = new Pose(0.05, -0.02, 0.1, 0.3);
        double[] q = joints.toArray();
        double[] speeds = ARM.speeds(joints, wanted).toArray();
        double time = 1e-6;
        double[] before = new double[4];
        double[] after = new double[4];
        for (int i = 0; i < 4; i++) {
            before[i] = q[i] - time * speeds[i];
            after[i] = q[i] + time * speeds[i];
        }
        double[] first = ARM.hand(Joints.of(before)).toArray();
        double[] last = ARM.hand(Joints.of(after)).toArray();
        for (int i = 0; i < 4; i++) {
            assertEquals(wanted.toArray()[i], (last[i] - first[i]) / (2 * time), 1e-9);
        }
    }

    @Test
    void stretchedArmHasNoSpeeds() {
        IllegalStateException failure = assertThrows(
                IllegalStateException.class, () -> ARM.speeds(new Joints(0, 0.4, 0, 0), new Pose(0.1, 0, 0, 0)));
        assertEquals(
                "at Joints[waist=0.0, shoulder=0.4, elbow=0.0, wrist=0.0] the hand cannot move in each direction",
                failure.getMessage());
    }

    @Test
    void lengthsArePositive() {
        assertThrows(IllegalArgumentException.class, () -> new Arm(0.3, 0.4, -0.35, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Arm(0.3, Double.NaN, 0.35, 0.1));
    }
}
