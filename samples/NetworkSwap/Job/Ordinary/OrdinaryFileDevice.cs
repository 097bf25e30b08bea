// The ordinary version's swap file: asynchronous reads and writes of one page.

using Microsoft.Win32.SafeHandles;

namespace NetworkSwap.Job.Ordinary;

internal sealed class OrdinaryFileDevice(string path) : IOrdinaryDevice
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);

    public long Pages => -1;

    public async Task WriteAsync(int page, byte[] content) => await RandomAccess.WriteAsync(_file, content, (long)page * WorkingSet.PageBytes);

    public async Task<byte[]> ReadAsync(int page)
    {
        var content = new byte[WorkingSet.PageBytes];
        int read = await RandomAccess.ReadAsync(_file, content, (long)page * WorkingSet.PageBytes);
        return read == content.Length ? content : throw new EndOfStreamException($"The swap file ends before page {page}.");
    }

    public void Dispose() => _file.Dispose();
}
