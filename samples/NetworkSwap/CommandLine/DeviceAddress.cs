// Where pages are swapped to: an NBD export or a file.

using System.Diagnostics.CodeAnalysis;
using NetworkSwap.Nbd;

namespace NetworkSwap.CommandLine;

internal abstract record DeviceAddress
{
    private DeviceAddress()
    {
    }

    public sealed record Nbd(string Host, int Port, string Export) : DeviceAddress
    {
        public override string ToString()
        {
            string host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            return $"nbd://{host}:{Port}/{Uri.EscapeDataString(Export)}";
        }
    }

    public sealed record File(string Path) : DeviceAddress
    {
        public override string ToString() => $"file:{Path}";
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out DeviceAddress? address)
    {
        address = null;
        if (text.StartsWith("file:", StringComparison.Ordinal) && text.Length > "file:".Length)
            address = new File(System.IO.Path.GetFullPath(text["file:".Length..]));
        else if (text.StartsWith("nbd://", StringComparison.Ordinal)
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri is { DnsSafeHost.Length: > 0, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, Port: not 0 })
            address = new Nbd(uri.DnsSafeHost, uri.IsDefaultPort ? NbdProtocol.DefaultPort : uri.Port, Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')));
        return address is not null;
    }
}
