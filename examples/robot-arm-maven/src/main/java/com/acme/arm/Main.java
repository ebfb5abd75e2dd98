package com.acme.arm;

import java.util.Locale;

/** Leads the hand of an arm along a straight line, with the palm level, and prints the joints. */
public final class Main {
    private static final int POINTS = 6;

    private Main() {}

    public static void main(String[] arguments) {
        Arm arm = new Arm(0.30, 0.40, 0.35, 0.10);
        Joints joints = new Joints(0.3, 0.9, -1.2, 0.3);
        System.out.println("    x       y       z      waist  shoulder   elbow   wrist   evaluations");
        for (int i = 0; i < POINTS; i++) {
            double way = (double) i / (POINTS - 1);
            Pose pose = new Pose(0.5, -0.3 + 0.6 * way, 0.2 + 0.3 * way, 0);
            Arm.Solution solution = arm.reach(pose, joints);
            joints = solution.joints(); // the next search starts where this one ended
            System.out.printf(
                    Locale.ROOT,
                    "%7.4f %7.4f %7.4f   %7.4f %8.4f %8.4f %7.4f   %6d%n",
                    pose.x(),
                    pose.y(),
                    pose.z(),
                    joints.waist(),
                    joints.shoulder(),
                    joints.elbow(),
                    joints.wrist(),
                    solution.evaluations());
        }
        Joints speeds = arm.speeds(joints, new Pose(0, 0, 0.1, 0));
        System.out.printf(
                Locale.ROOT,
                "to lift the hand by 0.1 m/s: shoulder %.4f, elbow %.4f, wrist %.4f rad/s%n",
                speeds.shoulder(),
                speeds.elbow(),
                speeds.wrist());
        Arm.Solution far = arm.reach(new Pose(1.5, 0, 0.3, 0), joints);
        System.out.printf(Locale.ROOT, "1.5 m away: out of reach by %.4f m%n", far.distance());
    }
}
