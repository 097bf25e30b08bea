// The package, packed once for all tests that use it, and projects that reference it.
namespace MemallocKit.Package.Tests;

[CollectionDefinition(nameof(PackedPackage))]
public sealed class PackedPackage : IAsyncLifetime, ICollectionFixture<PackedPackage>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memallockit-package-").FullName;

    /// <summary>Release builds of what the package is made of. Outputs of its own: other tests run what the repository's folders hold.</summary>
    public string Artifacts => Path.Combine(_folder, "artifacts");

    public async ValueTask InitializeAsync()
    {
        var (exitCode, output) = await DotNet.Run(
            Repository.Root, "pack", "src/Runtime", "-c", "Release", "--artifacts-path", Artifacts, "-o", Path.Combine(_folder, "feed"));
        Assert.True(exitCode == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A folder with a project that references the package, and no sources yet.</summary>
    public string NewProject(string name, string properties)
    {
        var project = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(project, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MemallocKit" Version="*" />
              </ItemGroup>
            </Project>
            """);

        // Only the folder is asked, and only a cache of the test's own is filled.
        File.WriteAllText(Path.Combine(project, "nuget.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="../cache" /></config>
              <packageSources><clear /><add key="feed" value="../feed" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        return project;
    }
}
