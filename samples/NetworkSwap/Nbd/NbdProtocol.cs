// The numbers of the NBD protocol that this sample uses, shared by its server and by the ordinary client.

namespace NetworkSwap.Nbd;

internal static class NbdProtocol
{
    public const int DefaultPort = 10809;

    /// <summary>Largest payload of one request, in bytes: what every client may send without asking.</summary>
    public const int MaxPayloadBytes = 32 << 20;

    // Handshake.
    public const ulong InitMagic = 0x4e42444d41474943;         // "NBDMAGIC"
    public const ulong OptionMagic = 0x49484156454F5054;       // "IHAVEOPT"
    public const ulong OptionReplyMagic = 0x0003e889045565a9;
    public const ushort HandshakeFixedNewstyle = 1;
    public const ushort HandshakeNoZeroes = 2;

    // Transmission.
    public const uint RequestMagic = 0x25609513;
    public const uint SimpleReplyMagic = 0x67446698;
    public const int RequestBytes = 28;
    public const int ReplyBytes = 16;
    public const ushort CommandFlagFua = 1;

    // Transmission flags of an export.
    public const ushort HasFlags = 1;
    public const ushort SendFlush = 4;
    public const ushort SendTrim = 32;
    public const ushort CanMultiConnection = 256;
}

internal enum NbdOption : uint
{
    ExportName = 1,
    Abort = 2,
    List = 3,
    Info = 6,
    Go = 7,
}

internal enum NbdOptionReply : uint
{
    Ack = 1,
    Server = 2,
    Info = 3,
    Unsupported = 0x80000001,
    Invalid = 0x80000003,
    Unknown = 0x80000006,
}

internal enum NbdInfo : ushort
{
    Export = 0,
    BlockSize = 3,
}

internal enum NbdCommand : ushort
{
    Read = 0,
    Write = 1,
    Disconnect = 2,
    Flush = 3,
    Trim = 4,
}

internal enum NbdError : uint
{
    None = 0,
    OutOfMemory = 12,
    Invalid = 22,
    NoSpace = 28,
}
