@echo off
rem Outlives the keeper. Reads "+ number process startTime directory" and "- number", answers "ok number", and at the end of
rem its input ends the process trees and deletes the directories that it was told of. Not yet run on a Windows machine.
setlocal EnableExtensions EnableDelayedExpansion

:next
set "line="
set /p "line="
if not defined line goto :reap
for /f "tokens=1,2,3,4,*" %%a in ("!line!") do (
    if "%%a"=="+" (
        set "reaped_process_%%b=%%c"
        set "reaped_directory_%%b=%%e"
    ) else (
        set "reaped_process_%%b="
        set "reaped_directory_%%b="
    )
    echo ok %%b
)
goto :next

:reap
for /f "tokens=1,* delims==" %%a in ('set reaped_process_ 2^>nul') do (
    if not "%%b"=="0" taskkill /F /T /PID %%b >nul 2>&1
)
set tries=0
:delete
set left=
for /f "tokens=1,* delims==" %%a in ('set reaped_directory_ 2^>nul') do (
    rd /s /q "%%b" >nul 2>&1
    if exist "%%b" set left=1
)
if not defined left exit /b 0
set /a tries+=1
if %tries% gtr 15 exit /b 1
ping -n 2 127.0.0.1 >nul
goto :delete
