// What the server said about the export that it opened for us.
namespace MemallocKit.Swap;

/// <summary>An export as the handshake found it, fit for whole pages.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="CanFlush">The server takes flush requests.</param>
/// <param name="CanTrim">The server takes trim requests.</param>
/// <param name="MaxPayloadBytes">The longest payload of one request: whole pages, at least one.</param>
internal sealed record NbdExport(long Bytes, bool CanFlush, bool CanTrim, int MaxPayloadBytes);
