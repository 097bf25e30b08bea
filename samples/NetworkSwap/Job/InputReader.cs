// Opens input files and reads them page by page. What goes wrong here was right when the files were listed.

using Microsoft.Win32.SafeHandles;

namespace NetworkSwap.Job;

internal static class InputReader
{
    /// <exception cref="JobException">The file cannot be opened any more.</exception>
    public static SafeFileHandle Open(in InputFile file)
    {
        try
        {
            return File.OpenHandle(file.Path, options: FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(FailureReason.InputChanged, $"Input file '{file.Path}' cannot be opened any more: {e.Message}");
        }
    }

    /// <summary>Fills <paramref name="page"/> with page <paramref name="index"/> of the file; zeroes follow its end.</summary>
    /// <exception cref="JobException">The file is shorter than when it was listed.</exception>
    public static void Read(SafeFileHandle handle, in InputFile file, int index, Span<byte> page)
    {
        long offset = (long)index * WorkingSet.PageBytes;
        int expected = (int)Math.Min(WorkingSet.PageBytes, file.Bytes - offset);
        page[expected..].Clear();
        for (int read = 0, count; read < expected; read += count)
        {
            count = RandomAccess.Read(handle, page[read..expected], offset + read);
            if (count == 0)
                throw new JobException(FailureReason.InputChanged, $"Input file '{file.Path}' has become shorter while it was being read.");
        }
    }
}
