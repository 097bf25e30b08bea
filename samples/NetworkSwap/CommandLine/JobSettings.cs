// What one run of the job was asked to do.

namespace NetworkSwap.CommandLine;

/// <param name="Inputs">Files and folders that make up the working set.</param>
/// <param name="BudgetBytes">Resident memory; null: a quarter of the working set.</param>
/// <param name="Device">Where to swap to; null: a server of our own.</param>
/// <param name="WithoutReserve">Run the ordinary version instead.</param>
/// <param name="NoPressure">Leave the heap as it is, to see that the job itself works.</param>
/// <param name="Visits">Page visits; null: ten a page.</param>
/// <param name="StallLimit">How long the job may make no progress before it is ended.</param>
internal sealed record JobSettings(
    IReadOnlyList<string> Inputs,
    long? BudgetBytes,
    DeviceAddress? Device,
    bool WithoutReserve,
    bool NoPressure,
    long? Visits,
    TimeSpan StallLimit);

/// <param name="Port">0 takes a free one.</param>
/// <param name="SizeBytes">Size of the export.</param>
internal sealed record ServerSettings(int Port, long SizeBytes);
