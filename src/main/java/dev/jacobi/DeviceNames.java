package dev.jacobi;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names that Windows keeps for devices: no file and no folder may have one, whatever follows it after a dot. */
final class DeviceNames {
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[1-9]");

    private DeviceNames() {}

    /** Whether a name, up to its first dot and whatever its case, is a device's. */
    static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return DEVICE.matcher(stem.strip().toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether any folder or file of a path with slashes has a device's name. */
    static boolean isIn(String path) {
        return Arrays.stream(path.split("/")).anyMatch(DeviceNames::isDevice);
    }
}
