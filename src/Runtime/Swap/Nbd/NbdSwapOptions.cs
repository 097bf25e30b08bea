// Where an NBD export is and how long to wait for it.
namespace MemallocKit.Swap;

/// <summary>Names an NBD export.</summary>
public sealed class NbdSwapOptions
{
    /// <summary>Host name, IPv4 or IPv6 address of the server. Resolved at activation.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535. By default 10809, the port assigned to NBD.</summary>
    public int Port { get; init; } = 10809;

    /// <summary>Name of the export. The empty name means the server's default.</summary>
    public string Export { get; init; } = "";

    /// <summary>
    /// The longest time for each of: connecting, the handshake, one request. More than zero, at most one hour. A transfer that
    /// gets an answer in trickles may take twice as long.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Host);
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        ArgumentNullException.ThrowIfNull(Export);
        ArgumentOutOfRangeException.ThrowIfLessThan(Timeout, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Timeout, TimeSpan.FromHours(1));
    }
}
