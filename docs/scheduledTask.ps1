# Eksempel / example: gennemsøg et drev hver mandag kl. 6 og læg rapporten, hvor kun de ansvarlige kan læse den.
# Scans a share every Monday at 6 and lays the report where only those responsible can read it.
# Gennemsøgning kan være en kontrolforanstaltning over for medarbejdere: varsl den først. Give notice to staff first.
param(
  [string] $Program = "C:\Program Files\Diskret\diskret.exe",
  [string] $Folder = "\\server\ledelsesinformation",
  [string] $Policy = "C:\ProgramData\Diskret\policy.json",
  [string] $Reports = "C:\ProgramData\Diskret\reports"
)
New-Item -ItemType Directory -Force -Path $Reports | Out-Null
# --resume: en afbrudt gennemsøgning går videre, hvor den slap; uændrede filer læses ikke igen.
$command = "& '$Program' scan '$Folder' --policy '$Policy' --html --resume '$Reports\journal.jsonl' | Out-File -Encoding utf8 ('$Reports\' + (Get-Date -Format yyyy-MM-dd) + '.html')"
$action = New-ScheduledTaskAction -Execute "powershell.exe" -Argument "-NoProfile -Command `"$command`""
$trigger = New-ScheduledTaskTrigger -Weekly -DaysOfWeek Monday -At 6am
$settings = New-ScheduledTaskSettingsSet -ExecutionTimeLimit (New-TimeSpan -Hours 8) -MultipleInstances IgnoreNew
# Kontoen skal kunne læse mappen og skrive rapporten, intet andet. / The account reads the folder and writes the report, nothing else.
Register-ScheduledTask -TaskName "Diskret scan" -Action $action -Trigger $trigger -Settings $settings -Principal (New-ScheduledTaskPrincipal -UserId 'KOMMUNE\svc-diskret$' -LogonType Password)
