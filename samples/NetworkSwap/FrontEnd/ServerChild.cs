// The NBD server that the job brings along.

using NetworkSwap.CommandLine;
using NetworkSwap.Job;
using NetworkSwap.Server;

namespace NetworkSwap.FrontEnd;

internal sealed class ServerChild : IDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(20);

    private readonly Child _child;

    private ServerChild(Child child, DeviceAddress address)
    {
        _child = child;
        Address = address;
    }

    public DeviceAddress Address { get; }

    /// <exception cref="JobException">It did not start.</exception>
    public static async Task<ServerChild> StartAsync(long sizeBytes, CancellationToken cancellation)
    {
        var child = new Child(Self.Start(Arguments.ForServer(new ServerSettings(Port: 0, sizeBytes))));
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(s_startLimit);
            string line = await child.ReadLineAsync(limit.Token) ?? "";
            if (line.StartsWith(ServeCommand.AddressPrefix, StringComparison.Ordinal)
                && DeviceAddress.TryParse(line[ServeCommand.AddressPrefix.Length..], out DeviceAddress? address))
                return new ServerChild(child, address);
            throw new JobException(FailureReason.ServerFailed, $"The NBD server did not start: {string.Join(' ', child.Errors())}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            child.Dispose();
            throw new JobException(FailureReason.ServerFailed, $"The NBD server did not start within {s_startLimit.TotalSeconds} seconds.");
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    public void Dispose() => _child.Dispose();
}
