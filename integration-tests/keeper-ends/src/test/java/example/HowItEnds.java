package example;

import java.io.IOException;

/** How a keeper is ended. */
enum HowItEnds {
    KILL("SIGKILL of the keeper") {
        @Override
        void end(KeeperProcesses processes) throws IOException, InterruptedException {
            Signals.send("KILL", processes.keeper());
        }
    },
    TERM("SIGTERM of the keeper") {
        @Override
        void end(KeeperProcesses processes) throws IOException, InterruptedException {
            Signals.send("TERM", processes.keeper());
        }
    },
    /** So nothing but the journal is left. The keeper is stopped first, or it would start another reaper in between. */
    WITH_REAPER("SIGKILL of the reaper and the keeper at once") {
        @Override
        void end(KeeperProcesses processes) throws IOException, InterruptedException {
            Signals.send("STOP", processes.keeper());
            Signals.send("KILL", processes.reaper());
            Signals.send("KILL", processes.keeper());
        }
    };

    private final String words;

    HowItEnds(String words) {
        this.words = words;
    }

    abstract void end(KeeperProcesses processes) throws IOException, InterruptedException;

    @Override
    public String toString() {
        return words;
    }
}
