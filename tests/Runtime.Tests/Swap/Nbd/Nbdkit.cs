// Starts a real NBD server.
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MemallocKit.Runtime.Tests.Swap;

/// <summary>An nbdkit process on a free port of the loopback interface, killed when disposed.</summary>
internal sealed class Nbdkit : IDisposable
{
    private readonly Process _process;

    private Nbdkit(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts nbdkit with the given plugin and filters. Skips the test where nbdkit is missing, and fails it in CI.</summary>
    public static Nbdkit Start(params string[] arguments)
    {
        if (!IsInstalled())
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "nbdkit is not installed, and CI must not skip this test.");
            Assert.Skip("nbdkit is not installed (Debian package nbdkit)");
        }

        // Another process may take the free port before nbdkit does: then it ends at once, and another port is tried.
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (TryStart(FreePort(), arguments) is { } server)
                return server;
        }

        throw new InvalidOperationException("nbdkit did not start on any of ten ports.");
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Stops the process without ending it: connections stay open and nothing answers.</summary>
    public void Freeze()
    {
        using var kill = Process.Start("kill", ["-STOP", $"{_process.Id}"]);
        kill.WaitForExit();
        // Each thread stops by itself, when it next looks at its signals.
        var tasks = new DirectoryInfo($"/proc/{_process.Id}/task");
        Assert.True(SpinWait.SpinUntil(() => tasks.GetDirectories().All(IsStopped), TimeSpan.FromSeconds(60)));

        static bool IsStopped(DirectoryInfo task) =>
            File.ReadAllText(Path.Combine(task.FullName, "stat")).Split(") ")[^1].StartsWith('T');
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    private static Nbdkit? TryStart(int port, string[] arguments)
    {
        var pidFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = new ProcessStartInfo("nbdkit", ["-f", "-i", "127.0.0.1", "-p", $"{port}", "-P", pidFile, .. arguments])
        {
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        // It reports every fault that it was asked to inject: read and drop, or it would block on a full pipe.
        process.BeginErrorReadLine();
        // The file appears when the server listens.
        SpinWait.SpinUntil(() => process.HasExited || File.Exists(pidFile), TimeSpan.FromSeconds(60));
        if (process.HasExited)
        {
            process.Dispose();
            return null;
        }

        File.Delete(pidFile);
        return new Nbdkit(process, port);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "nbdkit")));
}
