// A real NBD server to test against.

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MemallocKit.Samples.Tests.NetworkSwap;

/// <summary>nbdkit with a memory disk on a port of its own, until it is disposed.</summary>
internal sealed class Nbdkit : IDisposable
{
    private readonly Process _process;
    private readonly string _pidFile;

    private Nbdkit(int port, string size)
    {
        Port = port;
        _pidFile = Path.Combine(Path.GetTempPath(), $"nbdkit-{Path.GetRandomFileName()}.pid");
        _process = Process.Start(new ProcessStartInfo("nbdkit", ["-f", "-i", "127.0.0.1", "-p", $"{port}", "-P", _pidFile, "memory", size]))!;
    }

    public int Port { get; }

    /// <summary>Skips the test where nbdkit is not installed, except in CI, where that is a failure.</summary>
    public static async Task<Nbdkit> StartAsync(string size)
    {
        bool found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "nbdkit")));
        if (!found && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("nbdkit is not on the PATH; in CI it has to be.");
        Assert.SkipUnless(found, "nbdkit is not on the PATH: install the package nbdkit to run this test.");

        // Between finding a free port and its use another process may take it: then nbdkit ends, and another port is tried.
        for (int attempt = 0; attempt < 5; attempt++)
        {
            var server = new Nbdkit(FreePort(), size);
            if (await server.IsReadyAsync())
                return server;
            server.Dispose();
        }

        throw new InvalidOperationException("nbdkit did not start.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_pidFile);
    }

    // The pid file appears when the server listens.
    private async Task<bool> IsReadyAsync()
    {
        using var limit = new CancellationTokenSource(SampleRun.Limit);
        while (!File.Exists(_pidFile) && !_process.HasExited && !limit.IsCancellationRequested)
            await Task.Delay(20);
        return File.Exists(_pidFile) && !_process.HasExited;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
