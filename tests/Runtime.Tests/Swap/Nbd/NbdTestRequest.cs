// The vocabulary of the test server.
namespace MemallocKit.Runtime.Tests.Swap;

internal enum NbdTestCommand
{
    Read = 0,
    Write = 1,
    Disconnect = 2,
    Flush = 3,
    Trim = 4,
}

internal sealed record NbdTestRequest(NbdTestCommand Command, long Offset, uint Length);

public enum NbdTestAnswerKind
{
    Proper,
    Stall,
    Drop,
    DropInReply,
    DropInPayload,
    WrongCookie,
    WrongMagic,
}

internal sealed record NbdTestAnswer(NbdTestAnswerKind Kind, uint Error = 0)
{
    public static NbdTestAnswer Proper { get; } = new(NbdTestAnswerKind.Proper);
}
