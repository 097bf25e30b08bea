// What goes wrong around the job: it says so and ends, and so do its children.

using System.Net;
using System.Net.Sockets;
using NetworkSwap.Server;

namespace MemallocKit.Samples.Tests.NetworkSwap;

[Collection(Processes.Name)]
public sealed class FailureTests(InputFolder input) : IClassFixture<InputFolder>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Server_that_is_not_there_is_a_failure_that_names_it(bool withoutReserve)
    {
        // A port that was free a moment ago; nobody listens on it.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();

        string[] arguments = ["--input", input.Folder, "--device", $"nbd://{address}/x"];
        using var run = new SampleRun(withoutReserve ? [.. arguments, "--without-reserve"] : arguments);
        Assert.Equal("device-unavailable", VerdictLine.Failed(run));
        Assert.Contains(address, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Server_that_changes_a_byte_is_found_out(bool withoutReserve)
    {
        using var memory = new SparseMemory(64 << 20);
        using var server = new NbdServer(new CorruptingStore(memory, readsBetween: 5000), port: 0);
        string[] arguments = ["--input", input.Folder, "--device", $"nbd://127.0.0.1:{server.Port}/"];
        using var run = new SampleRun(withoutReserve ? [.. arguments, "--without-reserve", "--no-pressure"] : arguments);
        Assert.Equal("bad-pages", VerdictLine.Failed(run));
    }

    [Fact]
    public async Task Server_that_goes_away_while_the_heap_is_full_ends_the_job_as_failed()
    {
        Nbdkit server = await Nbdkit.StartAsync("1G");
        using var run = new SampleRun("--input", input.Folder, "--device", $"nbd://127.0.0.1:{server.Port}/", "--visits", "1000000000");
        await run.WaitForLineAsync("heap full");
        server.Dispose();
        Assert.Equal("device-failed", VerdictLine.Failed(run));
    }
}
