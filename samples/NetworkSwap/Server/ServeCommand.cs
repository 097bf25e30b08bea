// The role --serve: an NBD server in memory, for the job or for anyone on this machine.

using System.Net.Sockets;
using NetworkSwap.CommandLine;

namespace NetworkSwap.Server;

internal static class ServeCommand
{
    /// <summary>What comes before the address on the first line of output.</summary>
    public const string AddressPrefix = "serving ";

    /// <summary>Serves until the process is ended.</summary>
    public static int Run(ServerSettings settings)
    {
        Lifeline.Watch(ExitCodes.Ok);
        using var memory = new SparseMemory(settings.SizeBytes);
        NbdServer server;
        try
        {
            server = new NbdServer(memory, settings.Port);
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine($"error: cannot listen on 127.0.0.1:{settings.Port}: {e.Message}. Give another --port, or none for a free one.");
            return ExitCodes.Failed;
        }

        using (server)
        {
            Console.WriteLine($"{AddressPrefix}{new DeviceAddress.Nbd("127.0.0.1", server.Port, NbdHandshake.ExportName)}");
            Thread.Sleep(Timeout.Infinite);
        }

        return ExitCodes.Ok;
    }
}
