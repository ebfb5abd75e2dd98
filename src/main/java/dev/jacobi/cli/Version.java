package dev.jacobi.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "jacobi " + (version == null ? "(development)" : version),
            "Java ${java.version} (${java.vendor} ${java.vm.version}), ${os.name} ${os.arch}"
        };
    }
}
